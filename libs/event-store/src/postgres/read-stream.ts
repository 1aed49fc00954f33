import type { EventCodec } from '../codec/event-codec.js';
import type { CheckedStreamRead } from '../stream/check-read.js';
import type { EventPage } from '../stream/event-page.js';
import { untilAborted } from '../stream/until-aborted.js';
import type { Query, TextRow } from './connection.js';
import type { Statements } from './statements.js';
import { storedEventOf } from './stored-row.js';

/** A page of one stream, oldest first. */
export interface AskedPage {
  readonly streamId: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  /** How many events at most. */
  readonly size: number;
}

/** What has come of it. */
export interface Page {
  readonly rows: readonly TextRow[];
  /** How many there could have been: as many as were asked for, or fewer. */
  readonly size: number;
}

/** How a stream's pages come from the database. */
export interface StreamPages {
  readonly query: Query;
  /** For the first page of a read that can travel with others; undefined in a transaction that the caller holds. */
  readonly together: ((asked: AskedPage) => Promise<Page>) | undefined;
  readonly statements: Statements;
}

/** Reads one stream page by page, each page from where the last one ended. */
export async function* readStreamPages(
  { query, together, statements }: StreamPages,
  codec: EventCodec,
  read: CheckedStreamRead,
): AsyncGenerator<EventPage, void, undefined> {
  const { streamId, backwards, recordedBy, occurredBy } = read;
  const statement = backwards ? statements.read_stream_backwards : statements.read_stream_forwards;
  const alone = async ({ fromVersion, toVersion, size }: AskedPage): Promise<Page> => {
    const values = [streamId, fromVersion, toVersion, isoOf(recordedBy), isoOf(occurredBy), size];
    return { rows: await query(statement, values), size };
  };
  let ask = backwards || recordedBy !== undefined || occurredBy !== undefined ? alone : (together ?? alone);
  let { fromVersion, toVersion, limit } = read;
  while (limit > 0 && fromVersion <= toVersion) {
    const asked = { streamId, fromVersion, toVersion, size: Math.min(limit, read.batchSize) };
    const { rows, size } = await untilAborted(ask(asked), read.signal);
    if (rows.length > 0)
      yield await codec.page(
        rows.map((row) => storedEventOf(row, streamId)),
        read,
      );
    const last = Number(rows.at(-1)?.[1]);
    if (rows.length < size) return;
    limit -= rows.length;
    if (backwards) toVersion = last - 1;
    else fromVersion = last + 1;
    ask = alone;
  }
}

function isoOf(moment: Date | undefined): string | null {
  return moment?.toISOString() ?? null;
}
