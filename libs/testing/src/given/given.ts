import {
  type AggregateClass,
  type AggregateRoot,
  asEvent,
  type EventOfAggregate,
  ManualClock,
  type Sync,
} from '@daybook/domain';
import type { Case } from './run-case.js';
import { whenOf } from './when.js';
import type { When } from './when.js';

/** The past of an aggregate, and the circumstances in which it is asked to decide. */
export class Given<A extends AggregateRoot> {
  readonly #circumstances: Omit<Case<A>, 'command'>;

  constructor(circumstances: Omit<Case<A>, 'command'>) {
    this.#circumstances = circumstances;
  }

  /** The moment of the decision, and of its past. Default: the beginning of 2026, UTC. */
  at(now: Date): Given<A> {
    return new Given({ ...this.#circumstances, now });
  }

  /** The aggregate's id. Default `given`. */
  withId(id: string): Given<A> {
    return new Given({ ...this.#circumstances, id });
  }

  /** What the aggregate is asked to decide. It is called twice, on two aggregates with the same past. */
  when<R>(command: (aggregate: A) => Sync<R>): When<A> {
    return whenOf({ ...this.#circumstances, command });
  }
}

/**
 * A test of an aggregate in three lines: what has happened, what is asked, what comes of it.
 *
 * Every case runs twice: plain, and once with the aggregate's state captured, sent through JSON and restored before the
 * command. If that makes a difference, the aggregate would break under snapshots, and the test says so.
 *
 * Events of a decider's union are written as its functions know them, as plain objects.
 *
 * @example
 * given(Account, AccountOpened.of({ ownerId: 'o-1', currency: 'EUR' }))
 *   .when((account) => account.deposit(100))
 *   .then(FundsDeposited.of({ amountMinor: 100 }));
 *
 * given(Account).when((account) => account.deposit(100)).refuses('account-must-be-open');
 *
 * given(StockItem, { type: 'stock.received', quantity: 3 })
 *   .when((item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 2 }))
 *   .then({ type: 'stock.reserved', orderId: 'o-1', quantity: 2 });
 *
 * @throws NotAnEventOfDecider a plain object is none of the decider's events
 */
export function given<A extends AggregateRoot>(
  aggregateClass: AggregateClass<A>,
  ...past: readonly EventOfAggregate<A>[]
): Given<A> {
  const events = past.map((event) => asEvent(aggregateClass, event));
  return new Given({ aggregateClass, past: events, id: 'given', now: new ManualClock().now() });
}
