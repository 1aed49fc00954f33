import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assertObjectKey, assertObjectPrefix } from './object-key.js';
import { ObjectStorage, type StoredObject } from './object-storage.js';
import { ObjectStorageFailed } from './object-storage-failed.error.js';

/** Where objects are written before they have their names. No key begins with a dot. */
const unfinished = '.unfinished';
/** After how long one of them is taken for the remains of a process that has died, in milliseconds. */
const abandonedAfter = 60 * 60 * 1_000;
/** How often an object is put again whose folder somebody has taken away for being empty. */
const attempts = 20;

/**
 * Objects as files in a folder, each under its key.
 *
 * A file is written beside, synchronised and renamed, so that it is there whole or not at all, and is durable when `put`
 * answers. Several processes may share the folder, on one machine or over a file system on which a rename is atomic.
 *
 * @example
 * const storage = new FolderStorage('/var/lib/harbour/objects');
 */
export class FolderStorage extends ObjectStorage {
  #isSwept = false;

  /** @param folder where; made if it is not there */
  constructor(readonly folder: string) {
    super();
  }

  async put(key: string, bytes: Uint8Array): Promise<void> {
    assertObjectKey(key);
    await named('putting', key, async () => {
      await this.#sweep();
      const beside = join(this.folder, unfinished, randomUUID());
      try {
        await written(beside, bytes);
        await moved(beside, join(this.folder, key));
      } catch (error) {
        await rm(beside, { force: true });
        throw error;
      }
    });
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    assertObjectKey(key);
    return named('getting', key, () => unlessMissing(readFile(join(this.folder, key)), undefined));
  }

  async *list(prefix = ''): AsyncGenerator<StoredObject, void, undefined> {
    assertObjectPrefix(prefix);
    for await (const key of this.#keysIn(prefix)) {
      const found = await named('listing', key, () => unlessMissing(stat(join(this.folder, key)), undefined));
      if (found !== undefined) yield { key, bytes: found.size };
    }
  }

  async delete(key: string): Promise<void> {
    assertObjectKey(key);
    await named('deleting', key, async () => {
      const file = join(this.folder, key);
      await unlessMissing(rm(file), undefined);
      // What is left are folders without anything, which a list would walk through for ever.
      for (let parent = dirname(file); parent.length > this.folder.length; parent = dirname(parent)) {
        if (!(await isTakenAway(parent))) return;
      }
    });
  }

  /** The keys below a folder. A folder stands in the order of keys where its name with the slash does. */
  async *#keysIn(prefix: string): AsyncGenerator<string, void, undefined> {
    const entries = await named('listing', prefix, () =>
      unlessMissing(readdir(join(this.folder, prefix), { withFileTypes: true }), []),
    );
    const names = entries
      .filter(({ name }) => !name.startsWith('.'))
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
    for (const name of names.sort((a, b) => (a < b ? -1 : 1))) {
      if (name.endsWith('/')) yield* this.#keysIn(prefix + name);
      else yield prefix + name;
    }
  }

  /** Makes the folder for what is being written, and takes away what processes have left there that have died. */
  async #sweep(): Promise<void> {
    const folder = join(this.folder, unfinished);
    await mkdir(folder, { recursive: true });
    if (this.#isSwept) return;
    this.#isSwept = true;
    for (const name of await readdir(folder)) {
      const file = join(folder, name);
      const found = await unlessMissing(stat(file), undefined);
      if (found !== undefined && found.mtimeMs < Date.now() - abandonedAfter) await rm(file, { force: true });
    }
  }
}

async function written(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves a file to its place, with the folders that it needs; durably when it answers. */
async function moved(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      // A folder on the way can go between two steps of this, too.
      const made = await mkdir(dirname(to), { recursive: true });
      await rename(from, to);
      for (let folder = dirname(to); ; folder = dirname(folder)) {
        await synced(folder);
        if (made === undefined || folder.length < made.length) return;
      }
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || attempt === attempts) throw error;
    }
  }
}

/** A name in a folder is durable when the folder is. */
async function synced(folder: string): Promise<void> {
  // Taken away again at once, with everything in it; and Windows opens no folders.
  const handle = await open(folder, 'r').catch((error: unknown) => {
    if (['ENOENT', 'EISDIR', 'EPERM', 'EACCES'].includes(String(codeOf(error)))) return undefined;
    throw error;
  });
  try {
    await handle?.sync();
  } finally {
    await handle?.close();
  }
}

async function isTakenAway(folder: string): Promise<boolean> {
  try {
    await rmdir(folder);
    return true;
  } catch {
    return false;
  }
}

async function unlessMissing<T, R>(asked: Promise<T>, otherwise: R): Promise<T | R> {
  try {
    return await asked;
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return otherwise;
    throw error;
  }
}

async function named<R>(operation: ObjectStorageFailed['operation'], key: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw new ObjectStorageFailed(operation, key, error);
  }
}

/** By its shape: the error may come from another realm, whose `Error` is not ours. */
function codeOf(error: unknown): unknown {
  return (error as { readonly code?: unknown } | null)?.code;
}
