import type { PoolClient } from 'pg';

/**
 * Runs one statement in a transaction of its own, under READ COMMITTED.
 *
 * A single statement commits by itself; only where the role's default isolation is another one, the transaction is
 * opened around it, at the price of two more round trips.
 */
export async function inOwnTransaction<R>(client: PoolClient, opened: boolean, run: () => Promise<R>): Promise<R> {
  if (!opened) return run();
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  try {
    const result = await run();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // The error is what counts; on a lost connection the server rolls back by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
