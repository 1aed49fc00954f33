import type { Pool, PoolClient } from 'pg';
import type { LogReader, Met } from '../load/log-reader.js';

/** Reads on from the last position that it has seen, whatever is still in flight below it. */
export function naiveReader(pool: Pool, schema = 'daybook'): LogReader {
  return async function* (after) {
    yield* pageOf(await pool.query<Row>(...page(schema, 'position > $1', [after])));
  };
}

/** Waits at a hole in the positions, and takes it for a rollback when it has waited long enough. */
export function gapTimeoutReader(pool: Pool, timeoutMs: number, schema = 'daybook'): LogReader {
  let hole = { position: 0, since: 0 };
  return async function* (after) {
    const { rows } = await pool.query<Row>(...page(schema, 'position > $1', [after]));
    const whole: Met[] = [];
    let next = after + 1;
    for (const event of rows.map(metOf)) {
      if (event.position !== next) {
        if (hole.position !== next) hole = { position: next, since: performance.now() };
        if (performance.now() - hole.since < timeoutMs) break;
      }
      whole.push(event);
      next = event.position + 1;
    }
    if (whole.length > 0) yield whole;
  };
}

/** Asks for the safe position and reads up to it in one snapshot, that of the question. */
export function oneSnapshotReader(pool: Pool, schema = 'daybook'): LogReader {
  return async function* (after) {
    yield* pageOf(
      await inSnapshot(pool, async (client) => {
        // The snapshot is that of the first statement; the pause makes the run shorter that finds the mistake.
        await client.query('SELECT pg_sleep(0.005)');
        const { rows } = await client.query<{ safe: string }>(`SELECT ${schema}.safe_position() AS safe`);
        return client.query<Row>(...page(schema, 'position > $1 AND position <= $2', [after, rows[0]!.safe]));
      }),
    );
  };
}

/** Reads what transactions have written that are older than any that still runs, whatever those do. */
export function belowXminReader(pool: Pool, schema = 'daybook'): LogReader {
  return async function* (after) {
    const older = 'event.xmin::text::bigint < (pg_snapshot_xmin(pg_current_snapshot())::text::bigint & 4294967295)';
    yield* pageOf(await pool.query<Row>(...page(schema, `position > $1 AND ${older}`, [after])));
  };
}

/** Reads everything in the order in which the transactions began to write. */
export async function readInTransactionOrder(pool: Pool, schema = 'daybook'): Promise<readonly Met[]> {
  const { rows } = await pool.query<Row>(...page(schema, 'true', [], 'event.xmin::text::bigint, event.position', 1e9));
  return rows.map(metOf);
}

/** How many events come after a transaction, and the last that wrote any: for one whose place in the log is a transaction. */
export async function readAfterTransaction(
  run: (statement: string) => Promise<readonly Record<string, unknown>[]>,
  place: number,
): Promise<{ readonly met: number; readonly place: number }> {
  const [row] = await run(
    `SELECT count(*) AS met, max(xmin::text::bigint) AS place FROM daybook.events WHERE xmin::text::bigint > ${place}`,
  );
  return { met: Number(row?.['met']), place: Number(row?.['place'] ?? place) };
}

type Row = Record<'position' | 'event_id' | 'stream_id' | 'version', string>;

function page(
  schema: string,
  where: string,
  values: unknown[],
  order = 'event.position',
  size = 500,
): [string, unknown[]] {
  return [
    `SELECT event.position, event.event_id, stream.stream_id, event.version
     FROM ${schema}.events AS event JOIN ${schema}.streams AS stream USING (stream_key)
     WHERE ${where} ORDER BY ${order} LIMIT ${size}`,
    values,
  ];
}

async function* pageOf({ rows }: { readonly rows: readonly Row[] }): AsyncGenerator<readonly Met[]> {
  if (rows.length > 0) yield rows.map(metOf);
}

function metOf(row: Row): Met {
  const { position, event_id, stream_id, version } = row;
  return { position: Number(position), eventId: event_id, streamId: stream_id, version: Number(version) };
}

async function inSnapshot<R>(pool: Pool, read: (client: PoolClient) => Promise<R>): Promise<R> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const result = await read(client);
    await client.query('COMMIT');
    return result;
  } finally {
    client.release();
  }
}
