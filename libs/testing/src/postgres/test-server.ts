import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { claimFolder, type FolderClaim } from './folder-claim.js';
import { FolderInUse } from './folder-in-use.error.js';
import { PostgresServer } from './postgres-server.js';
import { TestServerMissing } from './test-server-missing.error.js';

const pollMs = 20;
// Each spec file has pools of its own, and several files run at once.
const postgresFlags = ['-c', 'max_connections=300'];

/**
 * The address of the server on which a test run makes its databases: the one of `DAYBOOK_TEST_DATABASE_URL`, else one
 * that the first spec to ask starts for the whole run, so that a run without PostgreSQL specs starts none. It forgets
 * safety for speed: a test of crashes starts a server of its own.
 *
 * @throws TestServerMissing outside of a run that was set up for it
 */
export async function testServerUrl(): Promise<string> {
  const given = process.env.DAYBOOK_TEST_DATABASE_URL;
  if (given !== undefined) return given;
  const folder = process.env.DAYBOOK_TEST_SERVER;
  if (folder === undefined) throw new TestServerMissing();
  const file = join(folder, 'url');
  const turn = await takeTurn(file);
  try {
    return await readFile(file, 'utf8').catch(() => startServer(folder, file));
  } finally {
    await turn.release();
  }
}

/** The workers of a run meet here; all but the first find the server started. */
async function takeTurn(name: string): Promise<FolderClaim> {
  for (;;) {
    try {
      return await claimFolder(name);
    } catch (error) {
      if (!(error instanceof FolderInUse)) throw error;
      await sleep(pollMs);
    }
  }
}

async function startServer(folder: string, file: string): Promise<string> {
  const server = new PostgresServer({ folder, durable: false, postgresFlags });
  await server.start();
  const url = server.url();
  await writeFile(`${file}.draft`, url, { mode: 0o600 });
  await rename(`${file}.draft`, file);
  // It outlives the worker that started it; the run's teardown ends it.
  await server.leave();
  return url;
}
