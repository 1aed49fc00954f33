import type { DataSource } from 'typeorm';
import { queryOn, withConnection } from './connection.js';
import { PrerequisiteMissing } from './prerequisite-missing.error.js';
import { oldestServer, ServerTooOld } from './server-too-old.error.js';
import type { Statements } from './statements.js';

/** What the store has found out about its database. */
export interface Prerequisites {
  /** The server's version as `server_version_num`. */
  readonly serverVersion: number;
  /** Whether the role's default isolation is another than READ COMMITTED, so that appends must open their transaction. */
  readonly opensTransactions: boolean;
  /** Whether the role could write to the log past the append functions. */
  readonly mayBypassAppend: boolean;
  readonly role: string;
}

/**
 * Looks whether the database is one on which the log's guarantees hold.
 *
 * @throws ServerTooOld
 * @throws PrerequisiteMissing
 */
export async function checkPrerequisites(dataSource: DataSource, statements: Statements): Promise<Prerequisites> {
  const rows = await withConnection(dataSource, (client) => queryOn(client, statements.prerequisites, []));
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
  };
}
