import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from '../world/world.js';
import { openClient } from './open-client.js';

const patienceMs = 60_000;

/**
 * Commits a prepared transaction or rolls it back, however often the server goes away meanwhile. Answers whether there
 * was one.
 */
export async function endPrepared(url: string, gid: string, how: 'COMMIT' | 'ROLLBACK'): Promise<boolean> {
  const end = performance.now() + patienceMs;
  for (let asked = false; ;) {
    try {
      const client = await openClient(url);
      try {
        const { rowCount } = await client.query('SELECT FROM pg_prepared_xacts WHERE gid = $1', [gid]);
        // It may have been ended without our being told.
        if (rowCount === 0) return asked;
        asked = true;
        await client.query(`${how} PREPARED '${gid}'`);
        return true;
      } finally {
        await client.end().catch(() => undefined);
      }
    } catch (error) {
      if (performance.now() > end) throw error;
      await sleep(100);
    }
  }
}

/** Why nothing can be prepared. */
export async function whyNothingIsPrepared({ urls }: World): Promise<string | undefined> {
  const client = await openClient(urls.proof);
  try {
    const { rows } = await client.query<{ most: string }>(
      `SELECT current_setting('max_prepared_transactions') AS most`,
    );
    return Number(rows[0]?.most) > 1 ? undefined : 'the server takes no prepared transactions';
  } finally {
    await client.end();
  }
}
