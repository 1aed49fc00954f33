import type { EventCodec } from '../codec/event-codec.js';
import type { CheckedLogRead } from '../stream/check-read.js';
import type { EventPage } from '../stream/event-page.js';
import { untilAborted } from '../stream/until-aborted.js';
import type { Query } from './connection.js';
import type { Statements } from './statements.js';
import { storedEventOf } from './stored-row.js';

/**
 * Reads the log page by page, up to the safe position of the time at which the reading began.
 *
 * The safe position is asked for anew before each page, and only ever lowers that end: should the server crash on the
 * way, the sequence may step back, and what lay below the old answer be allocated a second time.
 */
export async function* readLogPages(
  query: Query,
  safePosition: () => Promise<number>,
  statements: Statements,
  codec: EventCodec,
  read: CheckedLogRead,
): AsyncGenerator<EventPage, void, undefined> {
  const types = codec.storedTypes(read) ?? null;
  let { afterPosition, toPosition, limit } = read;
  while (limit > 0 && afterPosition < toPosition) {
    toPosition = Math.min(toPosition, await untilAborted(safePosition(), read.signal));
    const size = Math.min(limit, read.batchSize);
    const values = [afterPosition, toPosition, types, read.categories ?? null, size];
    const rows = await untilAborted(query(statements.read_log, values), read.signal);
    if (rows.length > 0)
      yield await codec.page(
        rows.map((row) => storedEventOf(row, row[9] as string)),
        read,
      );
    if (rows.length < size) return;
    limit -= rows.length;
    afterPosition = Number(rows.at(-1)?.[0]);
  }
}
