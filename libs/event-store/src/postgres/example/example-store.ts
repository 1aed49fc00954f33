import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import { PostgresEventStore } from '../postgres-event-store.js';
import type { PostgresEventStoreOptions } from '../postgres-event-store-options.js';
import { notedCodec } from './noted.js';

/** The quick server of the specs does without, and no store opens then. */
export const durable = '-c synchronous_commit=on';

/** A database of the spec's own, with a store on it. */
export class ExampleStore {
  #database: TestDatabase | undefined;
  #store: PostgresEventStore | undefined;
  readonly #dataSources: DataSource[] = [];

  /** Opened before the first test of the file, closed after the last. */
  static ofThisSpec(): ExampleStore {
    const example = new ExampleStore();
    beforeAll(() => example.open());
    afterAll(() => example.close());
    return example;
  }

  get database(): TestDatabase {
    return defined(this.#database);
  }

  /** As the application's role. */
  get store(): PostgresEventStore {
    return defined(this.#store);
  }

  /** The store's. */
  get dataSource(): DataSource {
    return defined(this.#dataSources[1]);
  }

  /** As the owner of the tables. */
  get owner(): DataSource {
    return defined(this.#dataSources[0]);
  }

  async open(): Promise<void> {
    this.#database = await createTestDatabase();
    await this.connect(this.#database.url);
    const dataSource = await this.connect(this.#database.applicationUrl);
    this.#store = await this.openStore({ dataSource });
  }

  /** Another store on the same database. */
  async openStore(options: Partial<PostgresEventStoreOptions> = {}): Promise<PostgresEventStore> {
    return PostgresEventStore.open({ dataSource: this.dataSource, codec: notedCodec, ...options });
  }

  /** A pool that is closed with the rest. */
  async connect(url: string, max = 10): Promise<DataSource> {
    const dataSource = new DataSource({ type: 'postgres', url, extra: { max, options: durable } });
    this.#dataSources.push(await dataSource.initialize());
    return dataSource;
  }

  async close(): Promise<void> {
    const open = this.#dataSources.filter((dataSource) => dataSource.isInitialized);
    await Promise.all(open.map((dataSource) => dataSource.destroy()));
    await this.#database?.drop();
  }

  /** What the owner gets for a statement: the rows, each as its only or its first column. */
  async ask(statement: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
    const rows = await this.owner.query<Record<string, unknown>[]>(statement, [...values]);
    return rows.map((row) => Object.values(row)[0]);
  }

  /** Everything that a reader of the whole log sees now. */
  async log(store: PostgresEventStore = this.store): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    for await (const page of store.readAll().pages()) events.push(...page);
    return events;
  }
}

function defined<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('The example is opened before the first test.');
  return value;
}
