import type { AggregateRoot } from '@daybook/domain';
import type { EventStream, Snapshot } from '@daybook/event-store';
import { foldPage, placeBefore } from '../fold-page.js';
import type { Rehydrated } from '../rehydrate.js';
import type { WhyIgnored } from './ignored-snapshot.js';

/** What a stream says of a snapshot that is not one of it. */
export type Mismatch = Extract<WhyIgnored, 'ahead-of-its-stream' | 'other-history'>;

/**
 * Goes on from a snapshot: folds what has been appended since into the aggregate that was made of it.
 *
 * @param stream begins with the event at the snapshot's version. Its id is the only proof that the stream is the one of
 *   which the snapshot was taken: a log that was restored may have come to the same version in another way.
 * @param stopBefore the id of an event at which to end, if it comes later than the snapshot
 */
export async function readOn<A extends AggregateRoot>(
  aggregate: A,
  snapshot: Snapshot,
  stream: EventStream,
  stopBefore?: string,
): Promise<Rehydrated<A> | Mismatch> {
  let { eventId, position } = snapshot;
  let met = false;
  for await (const page of stream.pages()) {
    if (!met && page.start.version !== snapshot.version) return 'ahead-of-its-stream';
    if (!met && page.start.eventId !== snapshot.eventId) return 'other-history';
    met = true;
    const stopped = foldPage(aggregate, page, stopBefore);
    if (stopped !== undefined) {
      ({ eventId, position } = placeBefore(stopped, page, { eventId, position }));
      return { aggregate, eventId, position, stoppedAt: stopped.occurredAt };
    }
    ({ eventId, position } = page.end);
  }
  return met ? { aggregate, eventId, position } : 'ahead-of-its-stream';
}
