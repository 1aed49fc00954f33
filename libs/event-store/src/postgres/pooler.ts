import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { queryOn } from './connection.js';
import type { Connections } from './connections.js';
import type { Pooler } from './prerequisites.js';

/**
 * Finds out what stands before the server by what only the server knows: the id of its process. A pooler cannot tell it
 * when a client connects, and says another number.
 */
export async function poolerBehind(client: PoolClient): Promise<Pooler> {
  const { processID } = client as { readonly processID?: number | null };
  const pid = await pidBehind(client);
  // Not told by a driver over libpq, for one.
  if (typeof processID !== 'number' || processID === pid) return 'none';
  return (await passesNamesOn(client)) ? 'passes-names-on' : 'knows-prepared-statements';
}

/**
 * Whether two connections are seen to change or to share the server's processes, as they never do in session mode. A pool
 * of one is not looked at.
 */
export async function changesProcesses(connections: Connections): Promise<boolean> {
  if (connections.poolSize < 2) return false;
  return connections.use((first) =>
    connections.use(async (second) => {
      const pids: [first: number, second: number][] = [];
      for (let n = 0; n < 3; n++) pids.push([await pidBehind(first), await pidBehind(second)]);
      const [[a, b]] = pids as [[number, number]];
      return a === b || pids.some(([x, y]) => x !== a || y !== b);
    }),
  );
}

async function pidBehind(client: PoolClient): Promise<number> {
  const rows = await queryOn(client, { text: 'SELECT pg_backend_pid()' }, []);
  return Number(rows[0]?.[0]);
}

// A pooler that knows of them gives them names of its own, lest two clients' meet on the server.
async function passesNamesOn(client: PoolClient): Promise<boolean> {
  const name = `daybook_${randomUUID().replaceAll('-', '_')}`;
  await client.query('BEGIN');
  try {
    const statement = { name, text: 'SELECT FROM pg_prepared_statements WHERE name = $1' };
    const passed = (await queryOn(client, statement, [name])).length > 0;
    if (passed) await client.query(`DEALLOCATE ${name}`);
    return passed;
  } finally {
    await client.query('ROLLBACK');
  }
}
