import type { EventCodec } from '../codec/event-codec.js';
import type { CheckedLogRead, CheckedStreamRead } from '../stream/check-read.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { categoryOf } from '../stream/stream-id.js';
import type { MemoryLog, MemoryRow } from './memory-log.js';

type Pages = AsyncGenerator<readonly RecordedEvent[], void, undefined>;

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
  const types = read.types && new Set(read.types);
  const categories = read.categories && new Set(read.categories);
  const rows = log.rows
    .slice(read.afterPosition, read.toPosition)
    .filter(({ type, streamId }) => types?.has(type) !== false && categories?.has(categoryOf(streamId)) !== false);
  return pagesOf(rows, codec, read);
}

async function* pagesOf(
  rows: readonly MemoryRow[],
  codec: EventCodec,
  { limit, batchSize }: { readonly limit: number; readonly batchSize: number },
): Pages {
  const end = Math.min(rows.length, limit);
  for (let start = 0; start < end; start += batchSize) {
    yield await codec.decode(rows.slice(start, Math.min(start + batchSize, end)));
  }
}
