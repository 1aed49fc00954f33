import { link, open, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { FileExists } from './file-exists.error.js';

// Lines are short, and a write for each would cost more than what is in it.
const bufferedCharacters = 64 * 1024;

/**
 * Writes a file of which others see all or nothing: it appears under its name when it is complete and on the disk. Its
 * owner alone can read it.
 *
 * @throws FileExists there is a file of that name, which is left as it is
 */
export async function writeWholeFile<T>(
  path: string,
  fill: (write: (text: string) => Promise<void>) => Promise<T>,
): Promise<T> {
  // Again at the end, by the link itself; here so that nobody waits for a refusal.
  if (await stat(path).catch(() => undefined)) throw new FileExists(path);
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.draft`);
  const file = await open(draft, 'wx', 0o600);
  try {
    let buffered: string[] = [];
    let length = 0;
    const flush = async (): Promise<void> => {
      await file.appendFile(buffered.join(''));
      buffered = [];
      length = 0;
    };
    const result = await fill(async (text) => {
      buffered.push(text);
      length += text.length;
      if (length >= bufferedCharacters) await flush();
    });
    await flush();
    await file.sync();
    await link(draft, path);
    return result;
  } catch (error) {
    throw isThere(error) ? new FileExists(path) : error;
  } finally {
    await file.close();
    await rm(draft, { force: true });
  }
}

function isThere(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST';
}
