import { AggregateRoot as CqrsAggregateRoot } from '@nestjs/cqrs';
import { Aggregate, AggregateRoot, DomainEvent, EventType, createAggregate } from '@daybook/domain';

@EventType('account.opened')
class AccountOpened extends DomainEvent<'account.opened'> {}

@Aggregate('account')
class Account extends AggregateRoot {
  open(): void {
    this.apply(AccountOpened.of());
    this.apply(AccountOpened.of(), { occurredAt: this.now });
    // @ts-expect-error the class of an event is no event
    this.apply(AccountOpened);
    // @ts-expect-error what merely looks like an event is none
    this.apply({});
    // @ts-expect-error no such option
    this.apply(AccountOpened.of(), { occuredAt: this.now });
    // @ts-expect-error a rule, not its code
    this.enforce('account-must-be-open');
  }
}

// @ts-expect-error the aggregate root of another library
@Aggregate('order')
export class Order extends CqrsAggregateRoot {}

// @ts-expect-error no aggregate root at all
@Aggregate('customer')
export class Customer {}

// @ts-expect-error nobody could give it the argument
@Aggregate('device')
export class Device extends AggregateRoot {
  constructor(readonly serial: string) {
    super();
  }
}

// @ts-expect-error an abstract class has no instances
@Aggregate('abstract')
export abstract class Abstract extends AggregateRoot {}

const account = createAggregate(Account, 'a-1');
account.open();
// @ts-expect-error only the aggregate itself states what has happened
account.apply(AccountOpened.of());
// @ts-expect-error the time is for deciding
account.now.getTime();
// @ts-expect-error who it is does not change
account.id = 'a-2';
// @ts-expect-error the version moves with the events
account.version = 2;
