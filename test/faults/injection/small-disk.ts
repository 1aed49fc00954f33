import { execFile } from 'node:child_process';
import { chown, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const megabytes = 96;
const mark = 'daybook-small-disk-';

/** A file system of its own that a test can fill up, and make room on again. */
export interface SmallDisk {
  readonly folder: string;
  fill(): Promise<void>;
  makeRoom(): Promise<void>;
  close(): Promise<void>;
}

/** Mounts one for the owner of a folder; undefined where nobody lets us. */
export async function mountSmallDisk(ownerOf: string): Promise<SmallDisk | undefined> {
  await unmountAbandoned();
  const folder = await mkdtemp(join(tmpdir(), `${mark}${process.pid}-`));
  const options = `size=${megabytes}m,mode=700`;
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).catch(() => undefined);
  if (mounted === undefined) {
    await rm(folder, { recursive: true });
    return undefined;
  }
  const { uid, gid } = await stat(ownerOf);
  await chown(folder, uid, gid);
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () => fillUp(ballast),
    makeRoom: () => rm(ballast),
    close: () => unmount(folder),
  };
}

async function fillUp(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    for (const size of [1 << 20, 4096]) {
      // To the last page: a large piece that does not fit leaves room for small ones.
      while (await handle.write(Buffer.alloc(size)).then(isWhole(size), isFull));
    }
  } finally {
    await handle.close();
  }
}

const isWhole =
  (size: number) =>
  ({ bytesWritten }: { readonly bytesWritten: number }): boolean =>
    bytesWritten === size;

function isFull(error: unknown): false {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  return false;
}

async function unmount(folder: string): Promise<void> {
  await run('umount', ['--lazy', folder]);
  await rm(folder, { recursive: true });
}

/** What a killed run has left would take memory until the machine is restarted. */
async function unmountAbandoned(): Promise<void> {
  const mounts = await readFile('/proc/mounts', 'utf8').catch(() => '');
  for (const [, folder, pid] of mounts.matchAll(new RegExp(` (\\S*/${mark}(\\d+)-\\S*) `, 'g'))) {
    const alive = await stat(`/proc/${pid}`).catch(() => undefined);
    if (alive === undefined) await unmount(folder!).catch(() => undefined);
  }
}
