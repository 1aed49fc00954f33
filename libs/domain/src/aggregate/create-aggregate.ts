import { foldOf } from '../fold/fold.js';
import { assertValidName } from '../name/valid-name.js';
import { systemClock } from '../time/clock.js';
import type { Clock } from '../time/clock.js';
import { aggregateDefinitionOf } from './aggregate-definition.js';
import { begin } from './aggregate-root.js';
import type { AggregateClass, AggregateRoot } from './aggregate-root.js';
import { Lifecycle } from './lifecycle.js';

/**
 * An aggregate to which nothing has happened yet. A repository, or a test, goes on by `replay` or `restoreState` to what
 * has happened, and by `decide` to what is to happen.
 *
 * @example
 * const account = createAggregate(Account, 'alice');
 * for (const { event, ...meta } of recorded) replay(account, event, { ...meta, aggregateId: 'alice' });
 * decide(account, { now: clock.now() }, () => account.deposit(100));
 * await append(changesOf(account));
 * markRecorded(account);
 *
 * @param options.clock tells the time to what is decided outside `decide`; default `systemClock`
 * @throws InvalidName the id cannot be kept
 * @throws AggregateMissing the class bears no `@Aggregate`
 */
export function createAggregate<A extends AggregateRoot>(
  aggregateClass: AggregateClass<A>,
  id: string,
  options: { readonly clock?: Clock } = {},
): A {
  aggregateDefinitionOf(aggregateClass);
  assertValidName(id, 'aggregateId');
  const aggregate = new aggregateClass();
  aggregate[begin](new Lifecycle(aggregate, id, foldOf(aggregateClass), options.clock ?? systemClock));
  return aggregate;
}
