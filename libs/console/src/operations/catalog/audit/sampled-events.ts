import type { EventStore, RecordedEvent } from '@daybook/event-store';

/** How much of a log is looked at. */
export interface SampleOptions {
  /** At most so many events, from places spread evenly over the log; undefined for all of them. */
  readonly sample: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Into how many places a sample is divided at most. */
const mostPlaces = 200;

/**
 * Events of the whole log as they are stored, nothing lifted: all of them, or as many as were asked for, from places that
 * are spread evenly from the beginning to the head. The same places for the same head.
 */
export async function* sampledEvents(
  store: EventStore,
  head: number,
  { sample, signal }: SampleOptions,
): AsyncGenerator<RecordedEvent> {
  const shared = { asStored: true, toPosition: head, ...(signal !== undefined && { signal }) };
  if (sample === undefined || sample >= head) {
    yield* store.readAll(shared);
    return;
  }
  const places = Math.min(mostPlaces, sample);
  const limit = Math.floor(sample / places);
  for (let place = 0; place < places; place++) {
    // The last place ends at the head, because what was written last is what the next release meets first.
    const afterPosition = Math.floor(((head - limit) * place) / Math.max(1, places - 1));
    yield* store.readAll({ ...shared, afterPosition, limit });
  }
}
