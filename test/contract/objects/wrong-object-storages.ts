import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FolderStorage, type StoredObject } from '@daybook/event-store';

/** Writes under the object's own name, so that a reader meets half of it. */
class WritesInPlace extends FolderStorage {
  override async put(key: string, bytes: Uint8Array): Promise<void> {
    const file = join(this.folder, key);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, bytes.subarray(0, 10));
    await new Promise((resolve) => setImmediate(resolve));
    await appendFile(file, bytes.subarray(10));
  }
}

/** Keeps all of the array that the bytes are a part of. */
class KeepsTheWholeArray extends FolderStorage {
  override put(key: string, bytes: Uint8Array): Promise<void> {
    return super.put(key, new Uint8Array(bytes.buffer));
  }
}

class KeepsTheFirst extends FolderStorage {
  override async put(key: string, bytes: Uint8Array): Promise<void> {
    if ((await this.get(key)) === undefined) await super.put(key, bytes);
  }
}

class DeletesFolders extends FolderStorage {
  override async delete(key: string): Promise<void> {
    const prefix = `${dirname(key)}/`;
    await super.delete(key);
    for await (const { key: other } of this.list(prefix)) await super.delete(other);
  }
}

/** In the order of the folder, and not of the keys. */
class ListsFolderByFolder extends FolderStorage {
  override async *list(prefix = ''): AsyncGenerator<StoredObject, void, undefined> {
    const found: StoredObject[] = [];
    for await (const object of super.list(prefix)) found.push(object);
    yield* found.sort((a, b) => (a.key.split('/').join('\0') < b.key.split('/').join('\0') ? 1 : -1));
  }
}

class ListsByBeginning extends FolderStorage {
  override async *list(prefix = ''): AsyncGenerator<StoredObject, void, undefined> {
    for await (const object of super.list()) if (object.key.startsWith(prefix.slice(0, -1))) yield object;
  }
}

class ListsWhatIsUnfinished extends FolderStorage {
  override async *list(prefix = ''): AsyncGenerator<StoredObject, void, undefined> {
    yield* super.list(prefix);
    const unfinished = await readdir(join(this.folder, '.unfinished')).catch(() => []);
    for (const name of unfinished) yield { key: prefix + name, bytes: 0 };
  }
}

class LosesAFolderThatGoes extends FolderStorage {
  override async put(key: string, bytes: Uint8Array): Promise<void> {
    await mkdir(dirname(join(this.folder, key)), { recursive: true });
    await new Promise((resolve) => setTimeout(resolve, 1));
    await writeFile(join(this.folder, key), bytes);
  }
}

/** As one that joins paths. */
class LeadsOut extends FolderStorage {
  override async get(key: string): Promise<Uint8Array | undefined> {
    return super.get(key.replace(/[^a-z0-9]/g, '') || 'a');
  }
}

/** Each breaks one sentence of the port; with it the test of the contract that must be red. */
export const wrongObjectStorages = [
  ['objects', 'an object keeps a part of a larger array', KeepsTheWholeArray],
  ['objects', 'it is replaced by one under the same key', KeepsTheFirst],
  ['objects', 'what is deleted is gone, and nothing else is', DeletesFolders],
  ['objects', 'a list goes by the bytes of the keys', ListsFolderByFolder],
  ['objects', 'it tells the sizes, and those of one folder alone', ListsByBeginning],
  ['at once', 'of many that are put at once under one key', WritesInPlace],
  ['at once', 'of many that are put at once under one key', ListsWhatIsUnfinished],
  ['at once', 'what is put beside what is deleted is there', LosesAFolderThatGoes],
  ['bad keys', '"../a" is no key', LeadsOut],
] as const;
