import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { PostgresServer } from '@daybook/testing';

const run = promisify(execFile);

/** Lets no process of a server write past this many bytes of any file: a disk that is full for files that grow. */
export async function limitFileSize(server: PostgresServer, bytes: number | 'unlimited'): Promise<void> {
  if (server.pid === undefined) return;
  // As their owner, who may; root may not everywhere.
  const { uid, gid } = await stat(server.dataFolder);
  const owner = process.getuid?.() === 0 ? { uid, gid } : {};
  for (const pid of [...(await childrenOf(server.pid)), server.pid]) {
    // The soft limit alone, which can be raised again without privileges. One that has ended meanwhile has no limit.
    await run('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { ...owner, cwd: '/' }).catch(
      (error: unknown) => {
        if (isAlive(pid)) throw error;
      },
    );
  }
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.trim().split(/\s+/).map(Number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
