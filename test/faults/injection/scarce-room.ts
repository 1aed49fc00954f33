import { execFile } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresServer } from '@daybook/testing';
import { Client } from 'pg';
import { startOwnServer, type OwnServer } from '../load/own-server.js';
import { limitFileSize } from './file-size-limit.js';
import { mountSmallDisk, type SmallDisk } from './small-disk.js';

/** What runs out of room: the tables, or the server's own log. */
export type Scarce = 'data' | 'WAL';

/** A file system of its own, or the substitute where none can be mounted. */
export type Room = 'small disk' | 'file size limit';

/** A server that can run out of room, and get some again. */
export interface ScarceServer extends OwnServer {
  /** By what it runs out of room. */
  readonly room: Room;
  /** With which SQLSTATE the server refuses a statement for which there is no room in the tables. */
  readonly sqlState: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

const settings = ['min_wal_size=32MB', 'max_wal_size=32MB', 'checkpoint_timeout=30s'];
// Of the server's own log, which makes each of its files whole before it uses it.
const segment = 16 * 1024 * 1024;

/** What is scarce lies on a small file system of its own; undefined where none can be mounted. */
export async function startOnSmallDisk(scarce: Scarce): Promise<ScarceServer | undefined> {
  let disk: SmallDisk | undefined;
  const server = await startOwnServer({
    settings,
    prepare: async (running, url) => {
      disk = await mountSmallDisk(running.dataFolder);
      if (disk === undefined) return;
      if (scarce === 'WAL') await moveWal(running, join(disk.folder, 'wal'));
      else await putTablesInto(disk.folder, url);
    },
  }).catch(async (error: unknown) => {
    await disk?.close();
    throw error;
  });
  if (disk === undefined) {
    await server.close();
    return undefined;
  }
  const { fill, makeRoom, close } = disk;
  const closeBoth = async (): Promise<void> => {
    await server.close();
    await close();
  };
  return { ...server, room: 'small disk', sqlState: '53100', fill, makeRoom, close: closeBoth };
}

/** Files cannot grow: the substitute where nothing can be mounted. */
export async function startWithFileSizeLimit(scarce: Scarce): Promise<ScarceServer> {
  const server = await startOwnServer({ settings });
  const fill = async (): Promise<void> => {
    // Short of a whole segment no other one can be made; at a whole one the tables meet the limit first.
    const whole = Math.max(segment, await largestFile(server));
    await limitFileSize(server.server, scarce === 'WAL' ? segment - 65_536 : whole);
    // To the end of the segment, before the tables have grown to it.
    if (scarce === 'WAL') await server.run('SELECT pg_switch_wal()').catch(() => undefined);
  };
  // PostgreSQL has no SQLSTATE for a file that is too large.
  return {
    ...server,
    room: 'file size limit',
    sqlState: 'XX000',
    fill,
    makeRoom: () => limitFileSize(server.server, 'unlimited'),
  };
}

async function moveWal(server: PostgresServer, target: string): Promise<void> {
  const source = join(server.dataFolder, 'pg_wal');
  await server.stop();
  // Not by Node: it would not keep the owner.
  await promisify(execFile)('mv', [source, target]);
  await symlink(target, source);
  await server.start();
}

/** The tables that are made from now on. */
async function putTablesInto(folder: string, url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE TABLESPACE small LOCATION '${folder}'`);
    await client.query(
      `ALTER DATABASE ${client.escapeIdentifier(client.database ?? '')} SET default_tablespace = small`,
    );
  } finally {
    await client.end();
  }
}

async function largestFile(server: OwnServer): Promise<number> {
  const [row] = await server.run(
    `SELECT max(pg_relation_size(oid)) AS largest FROM pg_class WHERE relkind IN ('r', 'i', 't')`,
  );
  return Number(row!.largest);
}
