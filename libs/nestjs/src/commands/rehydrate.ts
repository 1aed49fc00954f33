import type { AggregateRoot, LoadingCost } from '@daybook/domain';
import type { EventStream } from '@daybook/event-store';
import { foldPage, placeBefore } from './fold-page.js';

/** An aggregate as its events have made it, and where in the log they end. */
export interface Rehydrated<A extends AggregateRoot> {
  readonly aggregate: A;
  /** The id of the last event that was folded; empty if there was none. */
  readonly eventId: string;
  /** Its position; 0 if there was none. */
  readonly position: number;
  /** When the event happened before which the fold was to stop, if it was met. */
  readonly stoppedAt?: Date;
  /** What it has cost to read; undefined if it was held in memory. */
  readonly loading?: LoadingCost | undefined;
}

/** How a stream is folded. */
export interface RehydrateOptions {
  /** The id of an event at which to end: the aggregate is then what it was when that event was decided. */
  readonly stopBefore?: string | undefined;
}

/**
 * Folds a stream into a new aggregate. The events come page by page: awaiting each of them would cost more than folding it.
 *
 * @returns undefined if the events do not begin with the birth of the aggregate, so that there is nothing yet
 */
export async function rehydrate<A extends AggregateRoot>(
  aggregate: A,
  stream: EventStream,
  { stopBefore }: RehydrateOptions = {},
): Promise<Rehydrated<A> | undefined> {
  let eventId = '';
  let position = 0;
  for await (const page of stream.pages()) {
    // Read as of a time in the world, a stream may lack its beginning: what follows then had nothing to happen to.
    if (position === 0 && page.start.version !== 1) return undefined;
    const stopped = foldPage(aggregate, page, stopBefore);
    if (stopped !== undefined) {
      ({ eventId, position } = placeBefore(stopped, page, { eventId, position }));
      return { aggregate, eventId, position, stoppedAt: stopped.occurredAt };
    }
    ({ eventId, position } = page.end);
  }
  return position === 0 ? undefined : { aggregate, eventId, position };
}
