import { randomUUID } from 'node:crypto';
import type { EventCodec, EventStore, ReadAllOptions, ReadStreamOptions, RecordedEvent } from '@daybook/event-store';
import { NoteTaken } from './contract-events.js';

/** What an adapter hands to the contract. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

/** Opens the store with the contract's codec; called once, before the first test. */
export type OpenStore = (codec: EventCodec) => Promise<StoreUnderTest>;

/**
 * The store under test and the words in which the contract speaks of it. One store serves all tests, which is quick and
 * is what stores meet in life; so each test works on streams and categories of its own.
 */
export class ContractSubject {
  #opened: StoreUnderTest | undefined;

  constructor(private readonly openStore: OpenStore) {}

  async open(codec: EventCodec): Promise<void> {
    this.#opened = await this.openStore(codec);
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  get store(): EventStore {
    if (this.#opened === undefined) throw new Error('The contract asked for its store before it was opened.');
    return this.#opened.store;
  }

  /** The name of a stream that nobody has used. */
  stream(category = 'note'): string {
    return `${category}-${randomUUID()}`;
  }

  /** A category that nobody has used. */
  category(): string {
    return `c${randomUUID().replaceAll('-', '')}`;
  }

  /** A new stream with so many notes, "1", "2" and so on. */
  async streamOf(count: number, category?: string): Promise<string> {
    const streamId = this.stream(category);
    await this.store.append(streamId, notes(count), { expected: 'noStream' });
    return streamId;
  }

  async read(streamId: string, options?: ReadStreamOptions): Promise<readonly RecordedEvent[]> {
    return all(this.store.readStream(streamId, options));
  }

  async readLog(options?: ReadAllOptions): Promise<readonly RecordedEvent[]> {
    return all(this.store.readAll(options));
  }

  async versionsOf(streamId: string, options?: ReadStreamOptions): Promise<readonly number[]> {
    return (await this.read(streamId, options)).map(({ version }) => version);
  }
}

/** Notes "1", "2" and so on. */
export function notes(count: number, from = 1): readonly NoteTaken[] {
  return Array.from({ length: count }, (_, index) => NoteTaken.of({ text: String(from + index) }));
}

/** The texts of notes, in the order in which they were read. */
export function textsOf(events: readonly RecordedEvent[]): readonly unknown[] {
  return events.map(({ data }) => data['text']);
}

export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** What an attempt was refused with; fails if it was not. */
export async function refusalOf(attempt: () => Promise<unknown>): Promise<unknown> {
  try {
    await attempt();
  } catch (error) {
    return error;
  }
  throw new Error('The attempt was expected to be refused, and was not.');
}
