import { lifecycle } from './aggregate-root.js';
import type { AggregateRoot } from './aggregate-root.js';
import type { AppliedEvent } from './applied-event.js';

/**
 * What an aggregate has decided and nobody has recorded yet, in order.
 *
 * @example const events = changesOf(account).map(({ event }) => event);
 */
export function changesOf(aggregate: AggregateRoot): readonly AppliedEvent[] {
  return [...aggregate[lifecycle].changes];
}

/** Says that all changes are recorded: the version moves on to the last of them, and there are none left. */
export function markRecorded(aggregate: AggregateRoot): void {
  aggregate[lifecycle].markRecorded();
}

/** Makes an aggregate read-only for good: from now on `apply` throws `AggregateReadOnly`. */
export function sealAggregate(aggregate: AggregateRoot): void {
  aggregate[lifecycle].seal('its decision is over');
}
