import { type AggregateRoot, replay } from '@daybook/domain';
import type { EventStream } from '@daybook/event-store';

/** An aggregate as its events have made it, and where in the log they end. */
export interface Rehydrated<A extends AggregateRoot> {
  readonly aggregate: A;
  /** The position of the last event that was folded; 0 if there was none. */
  readonly position: number;
  /** When the event happened before which the fold was to stop, if it was met. */
  readonly stoppedAt?: Date;
}

/**
 * Folds a stream into a new aggregate. The events come page by page: awaiting each of them would cost more than folding it.
 *
 * @param stopBefore the id of an event at which to end: the aggregate is then what it was when that event was decided
 * @returns undefined if the events do not begin with the birth of the aggregate, so that there is nothing yet
 */
export async function rehydrate<A extends AggregateRoot>(
  aggregate: A,
  stream: EventStream,
  stopBefore?: string,
): Promise<Rehydrated<A> | undefined> {
  const aggregateId = aggregate.id;
  let position = 0;
  for await (const page of stream.pages()) {
    for (const recorded of page) {
      const { event, eventId, version, occurredAt } = recorded;
      if (eventId === stopBefore) return { aggregate, position, stoppedAt: occurredAt };
      // Read as of a time in the world, a stream may lack its beginning: what follows then had nothing to happen to.
      if (position === 0 && version !== 1) return undefined;
      replay(aggregate, event, { eventId, aggregateId, version, occurredAt });
      position = recorded.position;
    }
  }
  return position === 0 ? undefined : { aggregate, position };
}
