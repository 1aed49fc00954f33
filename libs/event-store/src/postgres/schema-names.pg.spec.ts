import { beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { ExampleStore } from './example/example-store.js';
import { newStream, notedCodec, notes } from './example/noted.js';
import { InvalidSchemaName } from './invalid-schema-name.error.js';
import { migrate } from './migrate.js';
import { migrationSql } from './migration-sql.js';
import { migrationStatus } from './migration-status.js';
import { PostgresEventStore } from './postgres-event-store.js';

const example = ExampleStore.ofThisSpec();
const longest = `s${'0123456789'.repeat(6)}ab`;
const schemas = ['sales', 'user', longest];
let stores: readonly PostgresEventStore[];

beforeAll(async () => {
  const { applicationRole } = example.database;
  for (const schema of schemas) await migrate({ dataSource: example.owner, schema, applicationRole });
  stores = await Promise.all(schemas.map((schema) => example.openStore({ schema })));
});

/** A DataSource on which any use is an error. */
const untouchable = new Proxy({} as DataSource, {
  get: (_, property) => {
    throw new Error(`${String(property)} of the DataSource was used.`);
  },
});

test.each([
  ['64 characters', `${longest}c`],
  ['nothing', ''],
  ['capitals', 'Daybook'],
  ['a leading digit', '1st'],
  ['a leading underscore', '_daybook'],
  ['a hyphen', 'day-book'],
  ['a double quote', 'day"book'],
  ['a single quote', "day'book"],
  ['a dot', 'public.daybook'],
  ['a space', 'day book'],
  ['a line feed at the end', 'daybook\n'],
  ['a NUL', 'day\0book'],
  ['a dollar sign', 'day$book'],
  ['letters beyond ASCII', 'täglich'],
  ['a statement', 'daybook; DROP TABLE events'],
  ['a quoted statement', 'daybook"; DROP SCHEMA public CASCADE; --'],
  ['a prefix of PostgreSQL', 'pg_daybook'],
  ['the catalog', 'pg_catalog'],
  ['temporary tables', 'pg_temp'],
  ['the schema of everybody', 'public'],
  ['the standard’s schema', 'information_schema'],
  ['a number', 7],
  ['an object', { toString: () => 'daybook' }],
  ['an array', ['daybook']],
])('a schema name with %s is refused before any SQL', async (_, name) => {
  const schema = name as string;
  const refused = expect.objectContaining({ code: 'invalid-schema-name', schema: name });
  await expect(migrate({ dataSource: untouchable, schema })).rejects.toEqual(refused);
  const opened = PostgresEventStore.open({ dataSource: untouchable, codec: notedCodec, schema });
  await expect(opened).rejects.toEqual(refused);
  await expect(migrationStatus(untouchable, schema)).rejects.toEqual(refused);
  expect(() => migrationSql(schema)).toThrow(InvalidSchemaName);
});

test('a name of 63 characters and a word of SQL’s own will do', async () => {
  expect(longest).toHaveLength(63);
  for (const store of stores) {
    const stream = newStream();
    await store.append(stream, notes('a'), { expected: 'noStream' });
    await store.append(stream, notes('b'), { expected: 1 });
    expect((await example.log(store)).filter(({ streamId }) => streamId === stream)).toHaveLength(2);
    expect(await store.heldFloors()).toEqual([]);
  }
});

test('several schemas in one database do not see each other', async () => {
  const stream = newStream();
  const key = `key ${stream}`;
  for (const [index, store] of stores.entries()) {
    // The same stream, the same key and other content, as if it were the first.
    const { repeated } = await store.append(stream, notes(`${index}`), { expected: 'noStream', idempotencyKey: key });
    expect(repeated).toBe(false);
  }
  for (const [index, store] of stores.entries()) {
    const texts = (await example.log(store))
      .filter(({ streamId }) => streamId === stream)
      .map(({ data }) => data['text']);
    expect(texts).toEqual([`${index}`]);
  }
});

test('a floor of one schema holds no reader of another', async () => {
  const [one, two] = stores as [PostgresEventStore, PostgresEventStore];
  await example.dataSource.transaction(async (manager) => {
    await one.append(newStream(), notes('held'), { expected: 'noStream', manager });
    const { position } = await two.append(newStream(), notes('elsewhere'), { expected: 'noStream' });
    expect(await two.head()).toBe(position);
    expect(await two.heldFloors()).toEqual([]);
    expect(await one.heldFloors()).toHaveLength(1);
  });
});

test('one transaction appends to two schemas, holds one floor in each, and all of it is committed or none', async () => {
  const [one, two] = stores as [PostgresEventStore, PostgresEventStore];
  const stream = newStream();
  const isThere = async (store: PostgresEventStore): Promise<boolean> =>
    (await example.log(store)).some(({ streamId }) => streamId === stream);
  for (const end of ['rolled back', 'committed']) {
    const runner = example.dataSource.createQueryRunner();
    await runner.startTransaction();
    const { manager } = runner;
    for (const store of [one, two, one, two]) await store.append(stream, notes(end), { expected: 'any', manager });
    expect([await one.heldFloors(), await two.heldFloors()]).toMatchObject([[{}], [{}]]);
    expect([await isThere(one), await isThere(two)]).toEqual([false, false]);
    await (end === 'committed' ? runner.commitTransaction() : runner.rollbackTransaction());
    await runner.release();
    expect([await one.heldFloors(), await two.heldFloors()]).toEqual([[], []]);
    expect([await isThere(one), await isThere(two)]).toEqual(end === 'committed' ? [true, true] : [false, false]);
  }
});

test('floors that did not carry their table would hold the readers of the other schema', async () => {
  const blind = ['blind_one', 'blind_two'];
  for (const schema of blind) {
    await migrate({ dataSource: example.owner, schema, applicationRole: example.database.applicationRole });
    for (const name of ['take_floor', 'safe_position']) {
      const [shipped] = await example.ask(`SELECT pg_get_functiondef('${schema}.${name}'::regproc)`);
      const wrong = String(shipped).replace(`'"${schema}".events'::regclass`, '0');
      expect(wrong).not.toBe(shipped);
      await example.owner.query(wrong);
    }
  }
  const [one, two] = await Promise.all(blind.map((schema) => example.openStore({ schema })));
  await example.dataSource.transaction(async (manager) => {
    await one!.append(newStream(), notes('held'), { expected: 'noStream', manager });
    const { position } = await two!.append(newStream(), notes('elsewhere'), { expected: 'noStream' });
    expect(await two!.head()).toBeLessThan(position);
  });
});
