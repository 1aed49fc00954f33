import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { commandLines } from './command-lines.js';
import { readLockFile } from './lock-file.js';
import { processesGone, serverProcesses, signalAll } from './server-processes.js';

// In order; a postmaster that is told to quit kills the children that have not followed after 5 s.
const postmasterSteps = [
  ['SIGINT', 15_000],
  ['SIGQUIT', 6_000],
  ['SIGKILL', 5_000],
] as const;
// Without a postmaster there is nothing left to keep in order: the next start recovers.
const orphanSteps = [
  ['SIGQUIT', 1_000],
  ['SIGKILL', 5_000],
] as const;

/**
 * Ends what an earlier owner left running on a data folder when it was killed, so that the next server starts alone: a
 * living postmaster is shut down in order, children without a postmaster are told to quit.
 */
export async function endLeftoverServer(dataFolder: string): Promise<void> {
  const postmaster = (await readLockFile(dataFolder))?.pid ?? -1;
  const isLed = (await serverProcesses(dataFolder)).includes(postmaster);
  for (const [signal, withinMs] of isLed ? postmasterSteps : orphanSteps) {
    const pids = await serverProcesses(dataFolder);
    if (pids.length === 0) break;
    signalAll(isLed && signal !== 'SIGKILL' ? [postmaster] : pids, signal);
    if (await processesGone(dataFolder, withinMs)) break;
  }
  await removeStaleLockFile(dataFolder);
}

/**
 * PostgreSQL judges its lock file by the process id in it alone, and would not start if that id had gone to another
 * program. A lock file that names a PostgreSQL is left to its judgement.
 */
async function removeStaleLockFile(dataFolder: string): Promise<void> {
  const lock = await readLockFile(dataFolder);
  if (lock === undefined) return;
  const program = (await commandLines()).get(lock.pid)?.split(' ')[0] ?? '';
  if (!/(^|\/)post(gres|master)(:|$)/.test(program)) await rm(join(dataFolder, 'postmaster.pid'), { force: true });
}
