import { DomainEvent, EventType } from '@daybook/domain';

@EventType('account.funds-deposited', { version: 2 })
class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
  readonly amountMinor!: number;
  readonly reference?: string;
  doubled(): number {
    return this.amountMinor * 2;
  }
}

@EventType('account.closed')
class AccountClosed extends DomainEvent<'account.closed'> {}

@EventType('account.noted')
class AccountNoted extends DomainEvent<'account.noted'> {
  readonly note?: string;
}

// The name must be the brand's.
// @ts-expect-error the brand is 'account.renamed'
@EventType('account.misnamed')
export class Misnamed extends DomainEvent<'account.renamed'> {}

// @ts-expect-error the class has no brand, so any event would pass for it
@EventType('account.unbranded')
export class Unbranded extends DomainEvent {}

// @ts-expect-error not an event
@EventType('account.unrelated')
export class Unrelated {}

// @ts-expect-error a reader of the log could not call this constructor
@EventType('account.constructed')
export class Constructed extends DomainEvent<'account.constructed'> {
  constructor(readonly amountMinor: number) {
    super();
  }
}

// @ts-expect-error versions are numbers
@EventType('account.versioned', { version: '1' })
export class Versioned extends DomainEvent<'account.versioned'> {}

// `of` takes the fields, all of them and no others.
FundsDeposited.of({ amountMinor: 1 });
FundsDeposited.of({ amountMinor: 1, reference: 'r' });
AccountClosed.of();
AccountClosed.of({});
AccountNoted.of();
AccountNoted.of({ note: 'n' });
// @ts-expect-error a field is missing
FundsDeposited.of({});
// @ts-expect-error all fields are missing
FundsDeposited.of();
// @ts-expect-error there is no such field
FundsDeposited.of({ amountMinor: 1, amount: 2 });
// @ts-expect-error a field of another type
FundsDeposited.of({ amountMinor: '1' });
// @ts-expect-error an optional field may be absent, but not undefined
FundsDeposited.of({ amountMinor: 1, reference: undefined });
// @ts-expect-error a method is no field
FundsDeposited.of({ amountMinor: 1, doubled: () => 2 });
// @ts-expect-error there are no fields
AccountClosed.of({ reason: 'bored' });

// An event is immutable, and is not another one that looks the same.
const deposited = FundsDeposited.of({ amountMinor: 1 });
// @ts-expect-error readonly
deposited.amountMinor = 2;
@EventType('account.fee-charged')
class FeeCharged extends DomainEvent<'account.fee-charged'> {
  readonly amountMinor!: number;
  readonly reference?: string;
  doubled(): number {
    return this.amountMinor * 2;
  }
}
// @ts-expect-error the same shape, another brand
export const fee: FeeCharged = deposited;
// @ts-expect-error the base class is not to be instantiated
new DomainEvent();
