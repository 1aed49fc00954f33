import { execFile } from 'node:child_process';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PostgresServer } from '@daybook/testing';
import { mountSmallDisk, type SmallDisk } from '../../faults/injection/small-disk.js';

// Not by Node: it would not keep the owner.
const move = (source: string, target: string) => promisify(execFile)('mv', [source, target]);

/** A server whose own log is where there is little room. */
export class LogOnSmallDisk {
  private constructor(
    readonly disk: SmallDisk,
    private readonly log: string,
  ) {}

  /** Moves it there, by a restart; undefined where nothing can be mounted. */
  static async of(server: PostgresServer): Promise<LogOnSmallDisk | undefined> {
    const disk = await mountSmallDisk(server.dataFolder);
    if (disk === undefined) return undefined;
    const log = join(server.dataFolder, 'pg_wal');
    try {
      await server.stop();
      await move(log, join(disk.folder, 'wal'));
      await symlink(join(disk.folder, 'wal'), log);
      await server.start();
      return new LogOnSmallDisk(disk, log);
    } catch (error) {
      await disk.close();
      throw error;
    }
  }

  /** Brings it back from there, so that the data can be kept; the server is stopped by now. */
  async close(): Promise<void> {
    try {
      await rm(this.log);
      await move(join(this.disk.folder, 'wal'), this.log);
    } finally {
      await this.disk.close();
    }
  }
}
