import type { EventCodec } from '../codec/event-codec.js';
import type { CheckedStreamRead } from '../stream/check-read.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { untilAborted } from '../stream/until-aborted.js';
import type { Query } from './connection.js';
import type { Statements } from './statements.js';
import { storedEventOf } from './stored-row.js';

/** Reads one stream page by page, each page from where the last one ended. */
export async function* readStreamPages(
  query: Query,
  statements: Statements,
  codec: EventCodec,
  read: CheckedStreamRead,
): AsyncGenerator<readonly RecordedEvent[], void, undefined> {
  const statement = read.backwards ? statements.read_stream_backwards : statements.read_stream_forwards;
  let { fromVersion, toVersion, limit } = read;
  while (limit > 0 && fromVersion <= toVersion) {
    const size = Math.min(limit, read.batchSize);
    const values = [read.streamId, fromVersion, toVersion, isoOf(read.recordedBy), isoOf(read.occurredBy), size];
    const rows = await untilAborted(query(statement, values), read.signal);
    if (rows.length > 0) yield await codec.decode(rows.map((row) => storedEventOf(row, read.streamId)));
    const last = Number(rows.at(-1)?.[1]);
    if (rows.length < size) return;
    limit -= rows.length;
    if (read.backwards) toVersion = last - 1;
    else fromVersion = last + 1;
  }
}

function isoOf(moment: Date | undefined): string | null {
  return moment?.toISOString() ?? null;
}
