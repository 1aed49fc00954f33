import type { Pool } from 'pg';

/** What has come of the log, by tables alone. */
export interface TillJudgement {
  /** How many events there are, and of these in the shapes of the young release. */
  readonly events: number;
  readonly young: number;
  /** Tills whose rows say something else than their events; at most ten are named. */
  readonly wrong: readonly string[];
  /** Events of which no receipt was written, and receipts that were written more than once. */
  readonly withoutReceipt: number;
  readonly receiptsTwice: number;
}

const ofLog = `
  SELECT split_part(stream.stream_id, '-', 2) AS till,
         sum(coalesce((event.data ->> 'amount')::bigint, (event.data -> 'money' ->> 'minor')::bigint, 0)) AS minor,
         count(*) FILTER (WHERE event.event_type = 'till.paid-in') AS payments,
         count(*) FILTER (WHERE event.event_type IN ('till.checked', 'till.counted')) AS counts
  FROM daybook.events AS event JOIN daybook.streams AS stream USING (stream_key)
  GROUP BY 1`;
const wrongRows = `
  SELECT format('%s: %s, and by the log %s', till, coalesce(tills::text, 'nothing'), coalesce(log::text, 'nothing')) AS words
  FROM (${ofLog}) AS log FULL JOIN tills USING (till)
  WHERE (tills.minor, tills.payments, tills.counts) IS DISTINCT FROM (log.minor, log.payments, log.counts)
  ORDER BY till LIMIT 10`;
const receipts = `
  SELECT count(*) FILTER (WHERE receipts IS NULL) AS missing, count(*) FILTER (WHERE receipts > 1) AS twice, count(*) AS events,
         count(*) FILTER (WHERE event_type = 'till.counted' OR schema_version > 1) AS young
  FROM daybook.events LEFT JOIN (SELECT position, count(*) AS receipts FROM till_receipts GROUP BY 1) AS had USING (position)`;

/** Compares rows and receipts with the log, past the library. */
export async function judgeTills(pool: Pool): Promise<TillJudgement> {
  const { rows: wrong } = await pool.query<{ readonly words: string }>(wrongRows);
  const { rows } = await pool.query<Readonly<Record<'missing' | 'twice' | 'events' | 'young', string>>>(receipts);
  const [counted] = rows;
  return {
    events: Number(counted?.events),
    young: Number(counted?.young),
    wrong: wrong.map(({ words }) => words),
    withoutReceipt: Number(counted?.missing),
    receiptsTwice: Number(counted?.twice),
  };
}
