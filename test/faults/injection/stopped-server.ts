import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PostgresServer } from '@daybook/testing';

const run = promisify(execFile);

/** Lets a server stand still, with all its processes: no answer, no reset, nothing, until it is told to go on. */
export async function stopServer({ pid }: PostgresServer): Promise<() => void> {
  if (pid === undefined) throw new Error('The server does not run.');
  process.kill(pid, 'SIGSTOP');
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=']);
  const children = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child as number);
  for (const child of children) signal(child, 'SIGSTOP');
  return () => {
    for (const stopped of [...children, pid]) signal(stopped, 'SIGCONT');
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile.
  }
}
