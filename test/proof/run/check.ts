import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Verdict } from '../checker/verdict.js';
import { sourceArgv } from '../../faults/load/source-argv.js';

const main = fileURLToPath(new URL('../check.cli.ts', import.meta.url));
const judged = [0, 1, 2];

/** The checker has not come to a verdict. */
export class NotJudged extends Error {
  constructor(
    readonly code: number | null,
    readonly output: string,
  ) {
    super(`The checker has ended with ${code === null ? 'a signal' : `code ${code}`}. ${output.trim()}`);
  }
}

/**
 * Has a run judged by the checker, in a process of its own.
 *
 * @throws NotJudged
 */
export async function check(folder: string, url: string, seed: number, signal: AbortSignal): Promise<Verdict> {
  const args = [...sourceArgv, main, folder, url, '--seed', String(seed), '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const [output, complaints, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close') as Promise<[number | null]>,
    ]);
    signal.throwIfAborted();
    if (code === null || !judged.includes(code)) throw new NotJudged(code, complaints);
    return JSON.parse(output) as Verdict;
  } finally {
    signal.removeEventListener('abort', kill);
  }
}
