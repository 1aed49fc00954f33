import type { EventCodec } from '../codec/event-codec.js';
import type { CheckedLogRead, CheckedStreamRead } from '../stream/check-read.js';
import type { EventPage } from '../stream/event-page.js';
import { categoryOf } from '../stream/stream-id.js';
import type { MemoryLog, MemoryRow } from './memory-log.js';

type Pages = AsyncGenerator<EventPage, void, undefined>;

/** Reads one stream as it is when the reading begins. */
export function readStreamPages(log: MemoryLog, codec: EventCodec, read: CheckedStreamRead): Pages {
  const recordedBy = read.recordedBy?.getTime() ?? Infinity;
  const occurredBy = read.occurredBy?.getTime() ?? Infinity;
  const rows = log
    .stream(read.streamId)
    .slice(read.fromVersion - 1, read.toVersion)
    .filter((row) => row.recordedAt <= recordedBy && Number(row.occurredAt) <= occurredBy);
  return pagesOf(read.backwards ? rows.reverse() : rows, codec, read);
}

/** Reads the log as it is when the reading begins. In memory nothing is in flight, so that all of it is safe. */
export function readLogPages(log: MemoryLog, codec: EventCodec, read: CheckedLogRead): Pages {
  const stored = codec.storedTypes(read);
  const types = stored && new Set(stored);
  const categories = read.categories && new Set(read.categories);
  const rows = log.rows
    .slice(read.afterPosition, read.toPosition)
    .filter(({ type, streamId }) => types?.has(type) !== false && categories?.has(categoryOf(streamId)) !== false);
  return pagesOf(rows, codec, read);
}

async function* pagesOf(
  rows: readonly MemoryRow[],
  codec: EventCodec,
  read: CheckedLogRead | CheckedStreamRead,
): Pages {
  const { limit, batchSize } = read;
  const end = Math.min(rows.length, limit);
  for (let start = 0; start < end; start += batchSize) {
    yield await codec.page(rows.slice(start, Math.min(start + batchSize, end)), read);
  }
}
