import { assertStreamId, type EventStore, type ReadStreamOptions, type RecordedEvent } from '@daybook/event-store';
import { isKeyedByStream } from '../keys-of.js';
import type { ProjectionDefinition } from '../projection-definition.js';

type Keyed = Pick<ProjectionDefinition, 'keysOf' | 'categories'>;

/**
 * The streams in which all events of a key lie; undefined if only the whole log can tell: the projection has a key
 * function, or does not say of which categories it is.
 */
export function streamsOfKey(definition: Keyed, key: string): readonly string[] | undefined {
  return categoriesOfKeys(definition)
    ?.map((category) => `${category}-${key}`)
    .filter(isStreamId);
}

/** The same, where the store can tell which categories there are. */
export async function streamsHolding(
  store: EventStore,
  definition: Keyed,
  key: string,
): Promise<readonly string[] | undefined> {
  const named = streamsOfKey(definition, key);
  return named === undefined && isKeyedByStream(definition.keysOf) ? store.streamsNamed(key) : named;
}

/** The categories in which a key has streams; undefined in the same cases. */
export function categoriesOfKeys({ keysOf, categories }: Keyed): readonly string[] | undefined {
  return isKeyedByStream(keysOf) ? categories : undefined;
}

/** The events of several streams in the order of positions. */
export async function* readStreams(
  store: EventStore,
  streamIds: readonly string[],
  options: ReadStreamOptions,
): AsyncGenerator<RecordedEvent, void, undefined> {
  const readers = streamIds.map((streamId) => store.readStream(streamId, options)[Symbol.asyncIterator]());
  const ahead: { readonly reader: AsyncIterator<RecordedEvent>; readonly recorded: RecordedEvent }[] = [];
  const goOn = async (reader: AsyncIterator<RecordedEvent>): Promise<void> => {
    const next = await reader.next();
    if (next.done !== true) ahead.push({ reader, recorded: next.value });
  };
  for (const reader of readers) await goOn(reader);
  while (ahead.length > 0) {
    ahead.sort((one, other) => one.recorded.position - other.recorded.position);
    const { reader, recorded } = ahead.shift() as (typeof ahead)[number];
    yield recorded;
    await goOn(reader);
  }
}

function isStreamId(value: string): boolean {
  try {
    assertStreamId(value, 'streamId');
    return true;
  } catch {
    return false; // Nobody can have written to it.
  }
}
