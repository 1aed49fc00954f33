import { lifecycle } from './aggregate-root.js';
import type { AggregateRoot } from './aggregate-root.js';
import type { Decision } from './decision.js';
import { DecisionIsAsync } from './decision-is-async.error.js';

/** A result that is there at once: for a promise it is `never`, so that an async decision does not compile. */
export type Sync<R> = R extends PromiseLike<unknown> ? never : R;

/**
 * Takes a decision on an aggregate: within `fn` its time stands still at `now`, and its events get their ids from
 * `nextEventId`.
 *
 * @example const balance = decide(account, { now: clock.now() }, () => account.deposit(100));
 *
 * @throws DecisionIsAsync `fn` returned a promise; what it decides later could not be recorded
 */
export function decide<A extends AggregateRoot, R>(aggregate: A, decision: Decision, fn: (aggregate: A) => Sync<R>): R {
  const life = aggregate[lifecycle];
  const outer = life.decision;
  life.decision = decision;
  try {
    const result: unknown = fn(aggregate);
    if (isPromise(result)) {
      result.then(undefined, () => undefined); // its failure is of no interest any more
      life.seal('its decision was asynchronous');
      throw new DecisionIsAsync(aggregate.constructor);
    }
    return result as R;
  } finally {
    life.decision = outer;
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
