import { randomUUID } from 'node:crypto';
import type { ObjectStorage } from '@daybook/event-store';
import { all } from '../contract-subject.js';

/** What an adapter hands to the contract. */
export interface ObjectStorageUnderTest {
  readonly storage: ObjectStorage;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

/** Opens the storage; called once, before the first test. */
export type OpenObjectStorage = () => Promise<ObjectStorageUnderTest>;

/** The storage under test and the words in which the contract speaks of it. Each test works in a folder of its own. */
export class ObjectSubject {
  #opened: ObjectStorageUnderTest | undefined;

  constructor(private readonly openStorage: OpenObjectStorage) {}

  async open(): Promise<void> {
    this.#opened = await this.openStorage();
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  get storage(): ObjectStorage {
    if (this.#opened === undefined) throw new Error('The contract asked for its storage before it was opened.');
    return this.#opened.storage;
  }

  /** A folder that nobody has used, with its slash. */
  folder(): string {
    return `${randomUUID()}/`;
  }

  async keysIn(prefix: string): Promise<readonly string[]> {
    return (await all(this.storage.list(prefix))).map(({ key }) => key.slice(prefix.length));
  }

  async textOf(key: string): Promise<string | undefined> {
    const bytes = await this.storage.get(key);
    return bytes && Buffer.from(bytes).toString();
  }
}

export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text);
}
