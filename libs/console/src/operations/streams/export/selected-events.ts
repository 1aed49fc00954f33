import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { StreamNotFound } from '../stream-not-found.error.js';

/** Which streams: those that are named, or all of some categories. */
export type StreamSelection = { readonly streamIds: readonly string[] } | { readonly categories: readonly string[] };

/** How far to read. */
export interface ReadUpTo {
  /** The last position that counts. */
  readonly upTo: number;
  /** Each as it is stored, whatever its upcasters make of it. Default: lifted. */
  readonly asStored?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

// A page for each named stream is held at a time.
const pageOfOne = 500;
const pageOfMany = 20;
const many = 25;

/**
 * The events of the selected streams in the order of the log, each stream from its first version, up to a position. If
 * that is a safe position, no event of theirs below it is missing.
 *
 * @throws StreamNotFound one that is named has no event up to there
 */
export function selectedEvents(
  store: EventStore,
  selection: StreamSelection,
  { upTo, asStored = false, signal }: ReadUpTo,
): AsyncIterable<RecordedEvent> {
  const aborting = signal === undefined ? { asStored } : { asStored, signal };
  if ('categories' in selection) {
    return store.readAll({ categories: selection.categories, toPosition: upTo, ...aborting });
  }
  const streamIds = [...new Set(selection.streamIds)];
  const batchSize = streamIds.length > many ? pageOfMany : pageOfOne;
  return merged(streamIds.map((id) => upToPosition(store.readStream(id, { batchSize, ...aborting }), id, upTo)));
}

async function* upToPosition(
  stream: AsyncIterable<RecordedEvent>,
  streamId: string,
  upTo: number,
): AsyncGenerator<RecordedEvent, void, undefined> {
  let found = false;
  for await (const event of stream) {
    if (event.position > upTo) break;
    found = true;
    yield event;
  }
  if (!found) throw new StreamNotFound(streamId, `up to position ${upTo}`);
}

/** Each of them is in the order of positions; together they are as well. */
async function* merged(
  streams: readonly AsyncGenerator<RecordedEvent, void, undefined>[],
): AsyncGenerator<RecordedEvent, void, undefined> {
  try {
    // One after another: in a transaction or with a pool of one there is one connection.
    const heads: RecordedEvent[] = [];
    const rests: AsyncGenerator<RecordedEvent, void, undefined>[] = [];
    for (const stream of streams) {
      const { value } = await stream.next();
      if (value === undefined) continue;
      heads.push(value);
      rests.push(stream);
    }
    while (heads.length > 0) {
      const first = heads.reduce((best, { position }, at) => (position < (heads[best]?.position ?? 0) ? at : best), 0);
      yield heads[first] as RecordedEvent;
      const next = await rests[first]?.next();
      if (next?.value !== undefined) heads[first] = next.value;
      else {
        heads.splice(first, 1);
        rests.splice(first, 1);
      }
    }
  } finally {
    for (const stream of streams) await stream.return();
  }
}
