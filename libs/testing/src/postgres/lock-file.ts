import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a postmaster tells about itself in `postmaster.pid`. */
export interface LockFile {
  readonly pid: number;
  /** True once it takes connections. */
  readonly ready: boolean;
}

/** undefined when there is no lock file, or one that was not written to its end. */
export async function readLockFile(dataFolder: string): Promise<LockFile | undefined> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  return Number.isNaN(pid) ? undefined : { pid, ready: (lines[7] ?? '').trim() === 'ready' };
}
