import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { Pool } from 'pg';
import type { Closeable } from './closing.js';

/** A database of one test's own on the quick server of the run, with connections as its owner. */
export interface OwnDatabase extends TestDatabase, Closeable {
  readonly pool: Pool;
}

export async function createOwnDatabase(): Promise<OwnDatabase> {
  const database = await createTestDatabase();
  const pool = new Pool({ connectionString: database.url, max: 8 });
  // Its connections are cut when the database is removed.
  pool.on('error', () => undefined);
  const close = async (): Promise<void> => {
    await pool.end();
    await database.drop();
  };
  return { ...database, pool, close };
}
