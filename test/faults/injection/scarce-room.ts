import { readdir, rename, rm, rmdir, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PostgresServer } from '@daybook/testing';
import { startOwnServer, type OwnServer } from '../load/own-server.js';
import { limitFileSize } from './file-size-limit.js';
import { mountSmallDisk, type SmallDisk } from './small-disk.js';

/** What runs out of room: the tables, or the log of the server. */
export type Scarce = 'data' | 'WAL';

/** A server that can run out of room. */
export interface ScarceServer extends OwnServer {
  /** What the server says of a statement for which there is no room. */
  readonly sqlState: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
}

// A segment of the WAL, which is made at once. One that is smaller than all would stop what writes in the first.
const segment = 16 * 1024 * 1024;
const settings = ['min_wal_size=32MB', 'max_wal_size=48MB', 'checkpoint_timeout=30s'];

/** What is scarce lies on a small file system of its own; undefined where none can be mounted. */
export async function startOnSmallDisk(scarce: Scarce): Promise<ScarceServer | undefined> {
  let disk: SmallDisk | undefined;
  const server = await startOwnServer({
    settings,
    prepare: async (running, run) => {
      disk = await mountSmallDisk(running.dataFolder);
      if (disk === undefined) return;
      if (scarce === 'WAL') await moveWal(running, disk.folder);
      else await run(`CREATE TABLESPACE small LOCATION '${disk.folder}'`, `ALTER DATABASE faults SET default_tablespace = small`);
    },
  });
  if (disk === undefined) {
    await server.close();
    return undefined;
  }
  const { fill, makeRoom, close } = disk;
  return {
    ...server,
    ...{ sqlState: '53100', fill, makeRoom },
    close: async () => {
      await server.close();
      await close();
    },
  };
}

/** Files cannot grow: the substitute where nothing can be mounted. */
export async function startWithFileSizeLimit(scarce: Scarce): Promise<ScarceServer> {
  const server = await startOwnServer({ settings });
  return {
    ...server,
    // PostgreSQL has no name for EFBIG.
    sqlState: 'XX000',
    fill: async () => limitFileSize(server.server, scarce === 'WAL' ? segment - 65_536 : await largestFile(server)),
    makeRoom: () => limitFileSize(server.server, 'unlimited'),
  };
}

async function moveWal(server: PostgresServer, folder: string): Promise<void> {
  const from = join(server.dataFolder, 'pg_wal');
  await server.stop();
}

async function largestFile({ server, run }: OwnServer): Promise<number> {
  return segment;
}
