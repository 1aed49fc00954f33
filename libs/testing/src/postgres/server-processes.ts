import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import { commandLines } from './command-lines.js';

const pollMs = 10;

/**
 * The server's `cluster_name`, made from its data folder: PostgreSQL shows it in the command line of the postmaster
 * and of all its children. So they are found where a process id from a file may be stale, reused, or a zombie's, and
 * without the privilege that the working directory of another user's process would ask for.
 */
export function serverMark(dataFolder: string): string {
  return `daybook-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)}`;
}

/**
 * The living processes of the server on a data folder: its postmaster, and the children, which go on for a moment
 * after a postmaster was killed.
 *
 * @param dataFolder its real path
 */
export async function serverProcesses(dataFolder: string): Promise<readonly number[]> {
  const mark = serverMark(dataFolder);
  return [...(await commandLines())].filter(([, line]) => line.includes(mark)).map(([pid]) => pid);
}

/** Waits until no process of the folder is left (or none of `these`); false if some are still there after the time. */
export async function processesGone(dataFolder: string, withinMs: number, these?: readonly number[]): Promise<boolean> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const left = await serverProcesses(dataFolder);
    if (!left.some((pid) => these === undefined || these.includes(pid))) return true;
    if (performance.now() > deadline) return false;
    await sleep(pollMs);
  }
}

/** Sends a signal to those processes that are still there. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
