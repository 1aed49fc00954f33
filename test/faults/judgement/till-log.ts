import type { Pool } from 'pg';
import type { SaidOfTill } from '../load/till-office.js';

/** An event of a till as it lies in the table. */
export interface TillRow {
  readonly eventId: string;
  readonly cents: number;
}

/** The events of a till, read past the library. */
export async function tillRows(pool: Pool, id: string): Promise<readonly TillRow[]> {
  const { rows } = await pool.query<{ event_id: string; data: { cents: number } }>(
    `SELECT event.event_id, event.data FROM daybook.events AS event
     JOIN daybook.streams AS stream USING (stream_key) WHERE stream.stream_id = $1 ORDER BY event.version`,
    [`till-${id}`],
  );
  return rows.map(({ event_id: eventId, data }) => ({ eventId, cents: data.cents }));
}

/** What these events come to, by code of its own. */
export function foldedByHand(rows: readonly TillRow[]): SaidOfTill {
  let [total, trace] = [0, 1];
  for (const { cents } of rows) {
    total += cents;
    trace = (trace * 31 + cents + 7) % 1_000_003;
  }
  return { version: rows.length, total, trace };
}
