import type { Pool } from 'pg';

/** What is wrong with a copy of a stream as it is. */
export interface CopyViolations {
  /** Numbers of events that somebody was told are kept, and that the new stream does not hold. */
  readonly lost: readonly number[];
  /** Versions of the old stream that stand in the new one more than once. */
  readonly doubled: readonly number[];
  /** Versions of the old stream that do not stand in the new one in their place. */
  readonly displaced: readonly number[];
  /** How many of the two streams take events. */
  readonly open: number;
}

const stored = `
  SELECT event.version::int AS version, (event.data ->> 'item')::int AS n,
         (event.metadata -> 'copiedFrom' ->> 'version')::int AS source
  FROM daybook.events AS event JOIN daybook.streams AS stream USING (stream_key)
  WHERE stream.stream_id = $1 ORDER BY event.version`;

interface Stored {
  readonly version: number;
  readonly n: number;
  readonly source: number | null;
}

/** Looks at the tables, past the library. */
export async function judgeCopy(
  pool: Pool,
  source: string,
  target: string,
  acknowledged: readonly number[],
): Promise<CopyViolations> {
  const [old, copied] = await Promise.all(
    [source, target].map(async (streamId) => (await pool.query<Stored>(stored, [streamId])).rows),
  );
  const isOpen = `SELECT count(*)::int AS open FROM daybook.streams WHERE stream_id = ANY ($1) AND closed_at IS NULL`;
  const { rows } = await pool.query<{ open: number }>(isOpen, [[source, target]]);
  const sources = (copied ?? []).map((event) => event.source ?? 0);
  const there = new Set((copied ?? []).map(({ n }) => n));
  return {
    lost: acknowledged.filter((n) => !there.has(n)),
    doubled: sources.filter((version, index) => sources.indexOf(version) < index),
    displaced: (old ?? [])
      .filter(({ version, n }) => (copied ?? [])[version - 1]?.n !== n)
      .map(({ version }) => version),
    open: rows[0]?.open ?? 0,
  };
}
