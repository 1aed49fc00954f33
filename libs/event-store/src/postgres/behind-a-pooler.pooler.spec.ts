import { PgBouncer, type PgBouncerOptions } from '@daybook/testing/postgres';
import { afterEach, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import type { PostgresEventStoreOptions } from './postgres-event-store-options.js';

const example = ExampleStore.ofThisSpec();
const poolers: PgBouncer[] = [];

afterEach(async () => {
  await Promise.all(poolers.splice(0).map((pooler) => pooler.close()));
});

/** A pool of the application's role behind a PgBouncer. */
async function behind(options: PgBouncerOptions, max = 10): Promise<DataSource> {
  const settings = { ignore_startup_parameters: 'options' };
  const pooler = await PgBouncer.before(example.database.applicationSessionUrl, { settings, ...options });
  poolers.push(pooler);
  return example.connect(pooler.url, max);
}

/** What sessions of the server have been asked to prepare by the store. */
async function prepared(dataSource: DataSource): Promise<unknown> {
  return dataSource.query(`SELECT name FROM pg_prepared_statements WHERE starts_with(name, 'daybook')`);
}

/** Appends in groups and in a transaction, and reads, so many times at once that connections change. */
async function use(dataSource: DataSource, options: Partial<PostgresEventStoreOptions> = {}): Promise<void> {
  const store = await example.openStore({ dataSource, ...options });
  await Promise.all(
    Array.from({ length: 20 }, async () => {
      const stream = newStream();
      await store.append(stream, notes('a', 'b'), { expected: 'noStream' });
      await dataSource.transaction(async (manager) => {
        await store.append(stream, notes('c'), { expected: 2, manager });
        await store.append(stream, notes('d'), { expected: 3, manager });
      });
      let version = 0;
      for await (const event of store.readStream(stream)) version = event.version;
      expect(version).toBe(4);
    }),
  );
  expect(await store.head()).toBeGreaterThan(0);
}

test('straight before the server statements are prepared', async () => {
  const dataSource = await example.connect(example.database.applicationSessionUrl, 1);
  const store = await example.openStore({ dataSource });
  expect(store.prerequisites.pooler).toBe('none');
  await store.head();
  expect(await prepared(dataSource)).not.toEqual([]);
});

test.each([1, 2, 5])(
  'in transaction mode over %d connections everything works, and nothing is prepared',
  async (poolSize) => {
    const dataSource = await behind({ poolSize });
    await use(dataSource);
    expect(await prepared(dataSource)).toEqual([]);
    const { prerequisites } = await example.openStore({ dataSource });
    expect(prerequisites.pooler).toBe('passes-names-on');
  },
);

test('in transaction mode prepared statements are refused at the start', async () => {
  const dataSource = await behind({ poolSize: 3 });
  const opening = example.openStore({ dataSource, preparedStatements: true });
  await expect(opening).rejects.toMatchObject({
    code: 'prerequisite-missing',
    message: expect.stringContaining('max_prepared_statements'),
  });
});

test('in session mode statements are prepared where that is asked for', async () => {
  const dataSource = await behind({ mode: 'session', poolSize: 10 }, 3);
  await use(dataSource);
  expect(await prepared(dataSource)).toEqual([]);
  await use(dataSource, { preparedStatements: true });
  expect(await prepared(dataSource)).not.toEqual([]);
});

test('a pool of one connection opens, whatever is asked for', async () => {
  const dataSource = await behind({ mode: 'session' }, 1);
  await use(dataSource, { preparedStatements: true });
});

test('what a session would have to remember is refused by the pooler itself', async () => {
  const pooler = await PgBouncer.before(example.database.applicationSessionUrl);
  poolers.push(pooler);
  await expect(example.connect(pooler.url)).rejects.toThrow('unsupported startup parameter: options');
});
