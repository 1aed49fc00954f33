import { PostgresServer } from '@daybook/testing';
import { removeServerFolder, standbyOf } from '@daybook/testing/postgres';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server and another one that follows it, byte by byte; what is on the second can be held back. */
export class ServerWithStandby {
  private constructor(
    readonly primary: PostgresServer,
    readonly standby: PostgresServer,
    private readonly folders: readonly string[],
  ) {}

  static async start(): Promise<ServerWithStandby> {
    const folders = [await ownFolder(), await ownFolder()] as const;
    const primary = new PostgresServer({ folder: folders[0], durable: false });
    await primary.start();
    const standby = await standbyOf(primary, { folder: folders[1], durable: false });
    return new ServerWithStandby(primary, standby, folders);
  }

  async stop(): Promise<void> {
    await Promise.all([this.standby.stop('immediate'), this.primary.stop('immediate')]);
    await Promise.all(this.folders.map((folder) => removeServerFolder(folder)));
  }
}

async function ownFolder(): Promise<string> {
  // By this name a later run finds and removes what a killed one has left.
  const folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
  await chmod(folder, 0o755);
  return folder;
}
