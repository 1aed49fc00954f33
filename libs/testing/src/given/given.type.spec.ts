import { Aggregate, AggregateRoot, decider, DomainEvent, EventType, On, unionOf } from '@daybook/domain';
import { given } from '@daybook/testing';
import { z } from 'zod';

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

const stockEvents = unionOf(z.object({ type: z.literal('stock.received'), quantity: z.int() }), ['stock.received']);
const StockItem = decider('stock', {
  initialState: 0,
  events: stockEvents,
  decide: (quantity: number) => ({ type: 'stock.received', quantity }),
  evolve: (state, event) => state + event.quantity,
});

given(StockItem, { type: 'stock.received', quantity: 1 }, stockEvents.of({ type: 'stock.received', quantity: 1 }))
  .when((item) => item.decide(2))
  .then({ type: 'stock.received', quantity: 2 });

// @ts-expect-error no event of the decider
given(StockItem, { type: 'stock.lost', quantity: 1 });
// @ts-expect-error a field is missing
given(StockItem, { type: 'stock.received' });
const decided = given(StockItem).when((item) => item.decide(2));
// @ts-expect-error a field too much
decided.then({ type: 'stock.received', quantity: 2, orderId: 'o-1' });
// @ts-expect-error an aggregate of classes has no plain events
when.then({ type: 'stock.received', quantity: 2 });
