import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { FullSpeedReaders } from './example/full-speed-readers.js';
import { Balance, BalanceWithOwner, OddNames, Placed } from './example/balances.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { straightAtTheTables } from './example/wrong-builds/straight-at-the-tables.js';
import { GenerationTables } from './generation-tables.js';
import type { Generation } from './generation.js';

const example = ReadModelDatabase.ofThisSpec();
let wrong = 0;

async function fill(tables: GenerationTables, definition: ProjectionDefinition, generation: Generation, count: number) {
  const rows = tables.rowsOf<Balance>(definition, generation);
  const all = Array.from({ length: count }, (_, n) => ({ id: `${n}`, minor: generation.generation }));
  await rows.save(new Map(all.map((row) => [row.id, row])), undefined);
}

async function switchTo(dataSource: DataSource, tables: GenerationTables, generation: Generation): Promise<void> {
  await dataSource.transaction((manager) => tables.switchTo(generation, manager));
}

/** A projection with a hundred rows, and readers of it who note how many rows of which generation they see. */
async function withReaders(
  name: string,
  work: (parts: {
    dataSource: DataSource;
    tables: GenerationTables;
    definition: ProjectionDefinition;
  }) => Promise<void>,
  readsThrough = true,
): Promise<readonly string[]> {
  const dataSource = await example.connect([Balance]);
  const tables = new GenerationTables(dataSource, 'daybook');
  const definition = projectionOf([Balance], { name });
  const first = await tables.ensure(definition);
  await fill(tables, definition, first, 100);
  if (readsThrough) tables.readThrough(definition);
  else straightAtTheTables(dataSource.getMetadata(Balance), first);
  const inWords = (rows: readonly { minor: unknown }[]): string =>
    `${rows.length} rows of ${[...new Set(rows.map(({ minor }) => Number(minor)))].join()}`;
  const other = await example.connect([]);
  const readers = new FullSpeedReaders([
    async () => inWords(await dataSource.getRepository(Balance).find()),
    async () => inWords(await other.query('SELECT * FROM balances')),
    async () => inWords(await other.query('SELECT minor FROM balances_v1')),
  ]);
  await work({ dataSource, tables, definition }).catch(async (error: unknown) => {
    await readers.stop();
    throw error;
  });
  return readers.stop();
}

test('readers at full speed see neither an error nor another model than a whole one, through switch, way back and drop', async () => {
  const seen = await withReaders('balances', async ({ dataSource, tables, definition }) => {
    let live = await tables.ensure(definition);
    for (let round = 0; round < 5; round++) {
      const next = await tables.create(definition);
      await fill(tables, definition, next, 50);
      await fill(tables, definition, next, 100);
      await switchTo(dataSource, tables, next);
      await switchTo(dataSource, tables, live);
      await switchTo(dataSource, tables, next);
      await tables.drop(live);
      live = next;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });
  expect(seen).toEqual([1, 2, 3, 4, 5, 6].map((n) => `100 rows of ${n}`));
  const records = await example.ask(
    `SELECT state FROM daybook.projection_generations WHERE projection = 'balances' ORDER BY generation`,
  );
  expect(records).toEqual([...Array<string>(5).fill('dropped'), 'live']);
  expect(await example.ask(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'balances_v%'`)).toEqual([
    'balances_v1_g6',
  ]);
});

test('readers who are led to the tables themselves see what is no more, and then nothing', async () => {
  const seen = await withReaders(
    'balances',
    async ({ dataSource, tables, definition }) => {
      const live = await tables.ensure(definition);
      const next = await tables.create(definition);
      await fill(tables, definition, next, 100);
      await switchTo(dataSource, tables, next);
      const { generation } = live;
      expect(await dataSource.getRepository(Balance).countBy({ minor: generation })).toBe(100);
      await tables.drop(live);
      await expect(dataSource.getRepository(Balance).find()).rejects.toThrow('does not exist');
    },
    false,
  );
  expect(seen.filter((words) => words.startsWith('error'))).not.toEqual([]);
});

test('a later version is built beside the live one, whose readers see theirs until it is dropped', async () => {
  const [before, after] = [await example.connect([Balance]), await example.connect([BalanceWithOwner])];
  const [old, young] = [new GenerationTables(before, 'daybook'), new GenerationTables(after, 'daybook')];
  const v1 = projectionOf([Balance], { name: 'balances', version: 1 });
  const v2 = projectionOf([BalanceWithOwner], { name: 'balances', version: 2 });
  const live = await old.ensure(v1);
  old.readThrough(v1);
  const next = await young.ensure(v2);
  young.readThrough(v2);
  expect(next).toEqual({ name: 'balances', version: 2, generation: 1 });
  expect(await young.ensure(v2)).toEqual(next);
  await expect(after.getRepository(BalanceWithOwner).find()).rejects.toThrow(/balances_v2/);
  await young.rowsOf(v2, next).save(new Map([['a', { id: 'a', owner: 'o', minor: 2 }]]), undefined);
  // Grants outlive a view that is made anew, as this one has other columns now.
  await after.query(`GRANT SELECT ON balances TO ${example.database.applicationRole}`);
  await switchTo(after, young, next);
  expect(await after.getRepository(BalanceWithOwner).find()).toEqual([{ id: 'a', owner: 'o', minor: 2 }]);
  expect(await after.query('SELECT * FROM balances')).toEqual([{ id: 'a', owner: 'o', minor: '2' }]);
  expect(await before.getRepository(Balance).count()).toBe(100);
  const application = await example.connect([], { url: example.database.applicationUrl });
  expect(await application.query('SELECT id FROM balances')).toEqual([{ id: 'a' }]);
  await expect(young.drop(next)).rejects.toMatchObject({ code: 'generation-in-use' });
  await switchTo(before, old, live);
  expect(await after.query('SELECT count(*)::int AS n FROM balances')).toEqual([{ n: 100 }]);
  expect(await after.getRepository(BalanceWithOwner).count()).toBe(1);
  await switchTo(after, young, next);
  await old.drop(live);
  await expect(old.drop(live)).rejects.toMatchObject({ code: 'no-such-generation' });
  await expect(before.getRepository(Balance).find()).rejects.toThrow(/balances_v1/);
  expect(await after.getRepository(BalanceWithOwner).count()).toBe(1);
});

test('a transaction that has read the model holds a switch up for a moment only, and the next try does it', async () => {
  const dataSource = await example.connect([Placed]);
  await dataSource.query('CREATE SCHEMA "Reporting"');
  const tables = new GenerationTables(dataSource, 'daybook', { waitMs: 50 });
  const definition = projectionOf([Placed]);
  await tables.ensure(definition);
  tables.readThrough(definition);
  const next = await tables.create(definition);
  const switching = (): Promise<void> => switchTo(dataSource, tables, next);
  await dataSource.transaction(async (reader) => {
    await reader.find(Placed);
    await expect(switching()).rejects.toMatchObject({ code: 'read-model-in-use', waitedMs: 50 });
  });
  expect((await tables.generations(definition.name)).map(({ state }) => state)).toEqual(['live', 'building']);
  await dataSource.transaction(async (manager) => {
    await manager.query(`SET LOCAL lock_timeout = '7s'`);
    await tables.switchTo(next, manager);
    expect(await manager.query('SHOW lock_timeout')).toEqual([{ lock_timeout: '7s' }]);
  });
  expect((await tables.generations(definition.name)).map(({ state }) => state)).toEqual(['following', 'live']);
});

test('odd names are quoted, and a column whose type is made for it is switched with its model', async () => {
  const dataSource = await example.connect([OddNames]);
  const tables = new GenerationTables(dataSource, 'daybook');
  const definition = projectionOf([OddNames]);
  const first = await tables.ensure(definition);
  tables.readThrough(definition);
  await dataSource.query(`GRANT SELECT ON "Order of, $user accounts_v1" TO PUBLIC`);
  const second = await tables.create(definition);
  const save = (generation: Generation, status: string): Promise<void> =>
    tables.rowsOf(definition, generation).save(new Map([['a', { id: 'a', status, minor: 1 }]]), undefined);
  await save(first, 'open');
  await save(second, 'closed');
  const repository = dataSource.getRepository(OddNames);
  expect(await repository.findBy({ status: 'open' as never, minor: 1 })).toHaveLength(1);
  await switchTo(dataSource, tables, second);
  await tables.drop(first);
  expect(await repository.findBy({ status: 'closed' as never })).toEqual([{ id: 'a', status: 'closed', minor: 1 }]);
  const application = await example.connect([], { url: example.database.applicationUrl });
  expect(await application.query(`SELECT "select" AS id FROM "Order of, $user accounts_v1"`)).toEqual([{ id: 'a' }]);
  await repository.insert({ id: 'b', status: 'open' as never, minor: 2 });
  expect(await repository.count()).toBe(2);
});

test.each<[string, RegExp, (dataSource: DataSource, schema: string) => Promise<void>]>([
  [
    'whose view is dropped first',
    /^error: .*does not exist/,
    async (dataSource, schema) => {
      await dataSource.query('DROP VIEW balances_v1');
      await new Promise((resolve) => setTimeout(resolve, 20));
      await dataSource.query(`CREATE VIEW balances_v1 AS SELECT * FROM ${schema}.balances_v1`);
    },
  ],
  [
    'that comes before the model is whole',
    /^50 rows/,
    async (dataSource, schema) => {
      await dataSource.query(`DELETE FROM ${schema}.balances_v1 WHERE id::int >= 50`);
      await dataSource.query(`CREATE OR REPLACE VIEW balances_v1 AS SELECT * FROM ${schema}.balances_v1`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  ],
])('such readers notice a switch %s', async (_switch, finding, wrongSwitch) => {
  await example.ask('DROP VIEW IF EXISTS balances, balances_v1, balances_v2');
  const seen = await withReaders(`wrong-${++wrong}`, async ({ dataSource, tables, definition }) => {
    const next = await tables.create(definition);
    await fill(tables, definition, next, 100);
    await wrongSwitch(dataSource, `wrong_${wrong}_v1_g2`);
  });
  expect(seen.filter((one) => finding.test(one))).not.toEqual([]);
});
