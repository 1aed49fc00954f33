import type { AppendAllResult, AppendResult } from '../../stream/append-result.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { canonicalJson, type EncodedStreamAppend } from '../append-fingerprint.js';
import type { EventCodec } from '../event-codec.js';
import type { StoredEvent } from '../stored-event.js';

/**
 * The first result of an append that was made before, where what is stored looks otherwise because it is in an older shape:
 * a release that wrote that was asked first, and this one is asked again.
 *
 * @param stored what the store holds under the ids of the append, or had written under its key, in any order
 * @returns undefined if it is another append
 */
export async function repeatedAppend(
  codec: EventCodec,
  appends: readonly EncodedStreamAppend[],
  stored: readonly StoredEvent[],
): Promise<AppendAllResult | undefined> {
  const streams: AppendResult[] = [];
  for (const append of appends) {
    const rows = stored
      .filter(({ streamId }) => streamId === append.streamId)
      .sort((one, other) => one.version - other.version);
    if (!(await isSame(codec, append, rows))) return undefined;
    const last = rows.at(-1);
    if (last === undefined) return undefined;
    const { streamId, version, position } = last;
    streams.push({ streamId, version, position, eventIds: rows.map(({ eventId }) => eventId), repeated: true });
  }
  const known = streams.reduce((sum, { eventIds }) => sum + eventIds.length, 0);
  if (known !== stored.length) return undefined;
  return { streams, position: Math.max(...streams.map(({ position }) => position)), repeated: true };
}

/** Whether both come to the same events, in the same order. */
async function isSame(
  codec: EventCodec,
  { streamId, events }: EncodedStreamAppend,
  rows: readonly StoredEvent[],
): Promise<boolean> {
  const now = Date.now();
  const proposed = events.map((event, index): StoredEvent => {
    const { eventId, type, schemaVersion, data, metadata, occurredAt = new Date(now) } = event;
    const place = { streamId, version: index + 1, position: index + 1 };
    return { ...place, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt: now };
  });
  try {
    const asked = (await codec.decode(proposed)).map(contentOf);
    const known = (await codec.decode(rows)).map(contentOf);
    return asked.length === known.length && asked.every((content, at) => content === known[at]);
  } catch {
    // What cannot be lifted cannot be compared, and is then as different as it looks.
    return false;
  }
}

function contentOf({ type, schemaVersion, data }: RecordedEvent): string {
  return `${JSON.stringify([type, schemaVersion])}${canonicalJson(JSON.stringify(data))}`;
}
