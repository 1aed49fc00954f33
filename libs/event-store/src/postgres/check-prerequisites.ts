import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { WaitedInVain } from '../stream/waited-in-vain.js';
import { queryOn } from './connection.js';
import type { Connections } from './connections.js';
import { poolerBehind } from './pooler.js';
import { PrerequisiteMissing } from './prerequisite-missing.error.js';
import { oldestServer, ServerTooOld } from './server-too-old.error.js';
import type { Incarnations } from './incarnations.js';
import type { Prerequisites } from './prerequisites.js';
import type { Statements } from './statements.js';

/**
 * Looks whether the database is one on which the log's guarantees hold.
 *
 * @throws ServerTooOld
 * @throws PrerequisiteMissing
 * @throws StoreUnavailable no connection, or no answer, within the limits
 */
export async function checkPrerequisites(
  connections: Connections,
  statements: Statements,
  incarnations: Incarnations,
): Promise<Prerequisites> {
  const { rows, pooler } = await connections
    .use(async (client) => {
      // What is decided before the first append is then known to come from this server.
      await incarnations.meet(client);
      const found = { rows: await queryOn(client, statements.prerequisites, []), pooler: await poolerBehind(client) };
      await incarnations.note(client);
      return found;
    })
    .catch((error: unknown) => {
      throw error instanceof WaitedInVain ? new StoreUnavailable('opening the store', error) : error;
    });
  incarnations.changes = pooler !== 'none';
  const [version, standby, commit, isolation, allocated, written, cache, bypass, role] = rows[0] ?? [];
  if (Number(version) < oldestServer) throw new ServerTooOld(Number(version));
  if (standby === 't') {
    throw new PrerequisiteMissing('primary', 'the server is a standby', 'Connect to the primary.');
  }
  if (commit === 'off') {
    const found = `synchronous_commit is off for the role ${role}, so that an acknowledged append could be lost`;
    throw new PrerequisiteMissing(
      'synchronous_commit',
      found,
      'Turn it on for the role, the database or the connection.',
    );
  }
  if (Number(allocated) < Number(written)) {
    const found = `the sequence events_position stands at ${allocated}, behind the last event at ${written}`;
    const advice = `Set it with setval() to ${written} or more; logical replication leaves sequences behind.`;
    throw new PrerequisiteMissing('events_position', found, advice);
  }
  if (Number(cache) !== 1) {
    const found = `the sequence events_position has CACHE ${cache}, so that sessions allocate out of order`;
    throw new PrerequisiteMissing('cache', found, 'ALTER SEQUENCE … CACHE 1.');
  }
  return {
    serverVersion: Number(version),
    opensTransactions: isolation !== 'read committed',
    mayBypassAppend: bypass === 't',
    role: role ?? '',
    pooler,
  };
}
