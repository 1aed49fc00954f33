import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';

/** Waits until so many server processes of this database wait for a lock that another one holds. */
export async function untilWaitingForLock(pool: Pool, count = 1): Promise<void> {
  const text = `SELECT count(*)::int AS waiting FROM pg_stat_activity
                WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  for (let tries = 0; tries < 20_000; tries++) {
    const { rows } = await pool.query<{ waiting: number }>(text);
    if (rows[0]!.waiting >= count) return;
    await sleep(2);
  }
  throw new Error('Nobody has come to wait for a lock.');
}
