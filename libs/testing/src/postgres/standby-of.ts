import { execFile } from 'node:child_process';
import { chown, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

import { PostgresServer, type PostgresServerOptions } from './postgres-server.js';
import { makeReachable } from './reachable.js';
import { serverAccount } from './server-account.js';
import { dataFolderOf } from './server-folder.js';

export interface StandbyOptions extends PostgresServerOptions {
  /** By which the primary knows it, in `synchronous_standby_names` and `pg_stat_replication`. Default `standby`. */
  readonly name?: string;
}

/**
 * Starts a standby: a server in an empty folder that follows another one, byte by byte, until it is promoted. For tests of
 * replicas and of what a fail-over does. The primary is shut down while its data are copied, and starts again; a
 * standby needs at least the primary's `max_connections` and the like.
 *
 * @example
 * const standby = await standbyOf(primary, { folder: '.daybook/standby', name: 'second' });
 * await primary.kill();
 * await new Client(standby.url()).query('SELECT pg_promote()');
 *
 * @throws what `PostgresServer.start` throws
 */
export async function standbyOf(primary: PostgresServer, options: StandbyOptions): Promise<PostgresServer> {
  const { name = 'standby', ...own } = options;
  const folder = await makeReachable(resolve(own.folder));
  const to = await dataFolderOf(folder, await serverAccount(join(folder, 'data')));
  const from = primary.dataFolder;
  await primary.stop();
  try {
    // With its owner, who may be another one than that of this process.
    await promisify(execFile)('cp', ['-a', from, to]);
  } finally {
    await primary.start();
  }
  await followFrom(to, { primary: primary.url(), name });
  const standby = new PostgresServer(own);
  await standby.start();
  return standby;
}

async function followFrom(dataFolder: string, of: { readonly primary: string; readonly name: string }): Promise<void> {
  const { hostname, port, password } = new URL(of.primary);
  const connection = [
    `host=${hostname} port=${port} user=postgres password=${decodeURIComponent(password)}`,
    `application_name=${of.name}`,
  ].join(' ');
  // In the place of what the primary was told by ALTER SYSTEM, such as which standbys it has.
  await writeFile(join(dataFolder, 'postgresql.auto.conf'), `primary_conninfo = '${connection}'\n`);
  await writeFile(join(dataFolder, 'standby.signal'), '');
  const { uid, gid } = await stat(dataFolder);
  await chown(join(dataFolder, 'standby.signal'), uid, gid);
}
