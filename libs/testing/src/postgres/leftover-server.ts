import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { commandLines } from './command-lines.js';
import { readLockFile } from './lock-file.js';
import { processesGone, serverProcesses, signalAll } from './server-processes.js';

const fastStopMs = 15_000;
const quitMs = 5_000;

/**
 * Ends what an earlier owner left running on a data folder when it was killed, so that the next server starts alone: a
 * living postmaster is shut down in order, children without a postmaster are told to quit.
 */
export async function endLeftoverServer(dataFolder: string): Promise<void> {
  const postmaster = (await readLockFile(dataFolder))?.pid ?? -1;
  for (const [signal, withinMs] of [
    ['SIGINT', fastStopMs],
    ['SIGQUIT', quitMs],
    ['SIGKILL', quitMs],
  ] as const) {
    const pids = await serverProcesses(dataFolder);
    if (pids.length === 0) break;
    // A fast shutdown is the postmaster's to lead; a child without one would only end its statement.
    if (signal === 'SIGINT' && !pids.includes(postmaster)) continue;
    signalAll(signal === 'SIGINT' ? [postmaster] : pids, signal);
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
  const holder = (await commandLines()).get(lock.pid);
  if (holder === undefined || !holder.includes('postgres'))
    await rm(join(dataFolder, 'postmaster.pid'), { force: true });
}
