import { Aggregate, AggregateRoot, DomainEvent, EventType, On } from '@daybook/domain';
import { given } from '@daybook/testing';

@EventType('account.deposited')
class Deposited extends DomainEvent<'account.deposited'> {
  readonly amountMinor!: number;
}

@Aggregate('account')
class Account extends AggregateRoot {
  deposit(amountMinor: number): void {
    this.apply(Deposited.of({ amountMinor }));
  }
  async notify(): Promise<void> {}
  @On(Deposited) protected deposited(): void {}
}

given(Account, Deposited.of({ amountMinor: 1 }))
  .at(new Date())
  .when((account) => account.deposit(1))
  .then(Deposited.of({ amountMinor: 1 }));

// @ts-expect-error the class of an event is no event
given(Account, Deposited);
// @ts-expect-error not a class of aggregates
given(Deposited);
// @ts-expect-error another class
given(Account).when((account: string) => account.length);
// @ts-expect-error a decision is taken at once
given(Account).when((account) => account.notify());
// @ts-expect-error and so is one that waits
given(Account).when(async (account) => account.deposit(1));

const when = given(Account).when((account) => account.deposit(1));
// @ts-expect-error what merely looks like an event is none
when.then({ amountMinor: 1 });
// @ts-expect-error a refusal has a code
when.refuses();
