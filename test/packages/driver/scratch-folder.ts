import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const everything = { recursive: true, force: true, maxRetries: 3 };

/** Does work in a folder of its own, which is removed afterwards, also after a failure or a signal. */
export async function inScratchFolder<R>(work: (folder: string) => Promise<R>): Promise<R> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'daybook-packages-')));
  const removeNow = (): void => rmSync(folder, everything);
  process.once('exit', removeNow);
  try {
    return await work(folder);
  } finally {
    await rm(folder, everything);
    process.off('exit', removeNow);
  }
}
