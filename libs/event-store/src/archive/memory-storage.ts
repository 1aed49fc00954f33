import { assertObjectKey, assertObjectPrefix } from './object-key.js';
import { ObjectStorage, type StoredObject } from './object-storage.js';

/** Objects in the process's memory, for tests. Nothing of it outlives the process. */
export class MemoryStorage extends ObjectStorage {
  readonly #objects = new Map<string, Uint8Array>();

  async put(key: string, bytes: Uint8Array): Promise<void> {
    assertObjectKey(key);
    this.#objects.set(key, bytes.slice());
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    assertObjectKey(key);
    return this.#objects.get(key)?.slice();
  }

  async *list(prefix = ''): AsyncGenerator<StoredObject, void, undefined> {
    assertObjectPrefix(prefix);
    // Keys are of ASCII, whose units are its bytes.
    const keys = [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort();
    for (const key of keys) {
      const bytes = this.#objects.get(key);
      if (bytes !== undefined) yield { key, bytes: bytes.length };
    }
  }

  async delete(key: string): Promise<void> {
    assertObjectKey(key);
    this.#objects.delete(key);
  }
}
