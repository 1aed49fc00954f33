import 'reflect-metadata';
import { migrate } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Balance, BalanceWithOwner } from './example/balances.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';

const example = ReadModelDatabase.ofThisSpec();
const forgotten = 'DROP VIEW IF EXISTS balances, balances_v1, balances_v2';

@Entity({ name: 'counted', synchronize: false })
@Index(['id', 'minor'], { unique: true })
class Counted {
  @PrimaryColumn() id!: string;
  @Column('bigint', { default: 7 }) minor!: number;
}

test('of several processes that start at once one makes the tables, fifty times', async () => {
  const processes = await Promise.all([1, 2, 3].map(() => example.connect([Counted])));
  for (let round = 1; round <= 50; round++) {
    const definition = projectionOf([Counted], { name: 'counted', version: round });
    const made = await Promise.all(
      processes.map((dataSource) => new GenerationTables(dataSource, 'daybook').ensure(definition)),
    );
    expect(made).toEqual(Array(3).fill({ name: 'counted', version: round, generation: 1 }));
  }
  expect(await example.ask(`SELECT count(*)::int FROM pg_namespace WHERE nspname LIKE 'counted%'`)).toEqual([50]);
  const states = await example.ask(`SELECT state FROM daybook.projection_generations WHERE projection = 'counted'`);
  expect(states.filter((state) => state === 'live')).toEqual(['live']);
});

test('tables have the indices and the defaults of the entity', async () => {
  const indices = await example.ask(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = 'counted_v1_g1' AND tablename = 'counted_v1'
     ORDER BY indexname`,
  );
  expect(indices).toEqual([expect.stringContaining('(id, minor)'), expect.stringContaining('(id)')]);
  await example.ask(`INSERT INTO counted_v1 (id) VALUES ('by the view')`);
  expect(await example.ask('SELECT minor FROM counted')).toEqual(['7']);
});

test.each([
  ['a table', 'CREATE TABLE balances (id text)', 'DROP TABLE balances'],
  ['a view', 'CREATE VIEW balances AS SELECT 1 AS id', 'DROP VIEW balances'],
  [
    'a materialized view',
    'CREATE MATERIALIZED VIEW balances_v1 AS SELECT 1 AS id',
    'DROP MATERIALIZED VIEW balances_v1',
  ],
  ['a schema', 'CREATE SCHEMA taken_v1_g1', 'DROP SCHEMA taken_v1_g1'],
])('%s of somebody else is not touched, and stops the start', async (kind, make, remove) => {
  await example.ask(make);
  const dataSource = await example.connect([Balance]);
  const starting = new GenerationTables(dataSource, 'daybook').ensure(projectionOf([Balance], { name: 'taken' }));
  await expect(starting).rejects.toMatchObject({ code: 'read-model-name-taken', kind });
  expect(await example.ask(`SELECT 1 FROM daybook.projection_generations WHERE projection = 'taken'`)).toEqual([]);
  await example.ask(remove);
});

test('a DataSource that synchronizes must leave the read model alone', async () => {
  @Entity({ name: 'synchronized' })
  class Synchronized {
    @PrimaryColumn() id!: string;
  }
  const dataSource = await example.connect([Synchronized, Balance], { synchronize: true });
  const tables = new GenerationTables(dataSource, 'daybook');
  await expect(tables.ensure(projectionOf([Synchronized]))).rejects.toMatchObject({
    code: 'entity-unsuitable',
    message: expect.stringContaining("@Entity({ name: 'synchronized', synchronize: false })"),
  });
  const definition = projectionOf([Balance]);
  await tables.ensure(definition);
  tables.readThrough(definition);
  await dataSource.synchronize();
  expect(await dataSource.getRepository(Balance).find()).toEqual([]);
  // As tests do it. What it drops is made again at the next start.
  await dataSource.dropDatabase();
  await expect(
    new GenerationTables(dataSource, 'daybook', { migrations: 'check' }).ensure(definition),
  ).rejects.toMatchObject({
    code: 'generation-tables-missing',
  });
  await tables.ensure(definition);
  expect(await dataSource.getRepository(Balance).find()).toEqual([]);
  await example.ask(forgotten);
});

test('an entity that has changed needs a new version', async () => {
  const definition = projectionOf([Balance]);
  await new GenerationTables(await example.connect([Balance]), 'daybook').ensure(definition);
  const changed = new GenerationTables(await example.connect([BalanceWithOwner]), 'daybook');
  const { name } = definition;
  await expect(changed.ensure(projectionOf([BalanceWithOwner], { name }))).rejects.toMatchObject({
    code: 'generation-tables-differ',
    differences: [expect.stringContaining('no column "owner"')],
  });
  await changed.ensure(projectionOf([BalanceWithOwner], { name, version: 2 }));
  await example.ask(forgotten);
});

test('tables that others have made are taken if they fit, and the next ones are made like them', async () => {
  const dataSource = await example.connect([Balance]);
  const tables = new GenerationTables(dataSource, 'daybook', { tables: 'given' });
  const definition = projectionOf([Balance], { name: 'given' });
  await expect(tables.ensure(definition)).rejects.toMatchObject({
    code: 'generation-tables-differ',
    differences: ['there is no table "given_v1_g1"."balances_v1"'],
  });
  await example.ask('CREATE SCHEMA given_v1_g1');
  await example.ask(
    'CREATE TABLE given_v1_g1.balances_v1 (id text PRIMARY KEY, minor int, extra text) WITH (fillfactor = 70)',
  );
  await expect(tables.ensure(definition)).rejects.toMatchObject({
    differences: [expect.stringContaining('"minor" of "given_v1_g1"."balances_v1" is of type integer')],
  });
  await example.ask('ALTER TABLE given_v1_g1.balances_v1 ALTER minor TYPE bigint');
  const first = await tables.ensure(definition);
  const second = await tables.create(definition);
  for (const generation of [first, second]) {
    await tables.rowsOf<Balance>(definition, generation).save(new Map([['a', { id: 'a', minor: 1 }]]), undefined);
  }
  expect(await example.ask('SELECT extra FROM given_v1_g2.balances')).toEqual([null]);
  await example.ask(forgotten);
});

test('an application that may not make tables says who has to, and works with what was made for it', async () => {
  const { applicationRole, applicationUrl } = example.database;
  const application = await example.connect([Balance], { url: applicationUrl });
  const owner = await example.connect([Balance]);
  const definition = projectionOf([Balance], { name: 'restricted' });
  for (const migrations of ['run', 'check'] as const) {
    const starting = new GenerationTables(application, 'daybook', { migrations }).ensure(definition);
    await expect(starting).rejects.toMatchObject({
      code: 'generation-tables-missing',
      message: expect.stringContaining('daybook migrate'),
    });
  }
  const asOwner = new GenerationTables(owner, 'daybook');
  const generation = await asOwner.ensure(definition);
  const tables = new GenerationTables(application, 'daybook', { migrations: 'check' });
  expect(await tables.ensure(definition)).toEqual(generation);
  tables.readThrough(definition);
  await tables.rowsOf<Balance>(definition, generation).save(new Map([['a', { id: 'a', minor: 1 }]]), undefined);
  expect(await application.getRepository(Balance).find()).toEqual([{ id: 'a', minor: 1 }]);
  await tables.move(generation, 'following', 'to be looked at');
  expect((await tables.generations('restricted'))[0]).toMatchObject({ state: 'following', reason: 'to be looked at' });
  // A second migration takes what a role has in the store's schema away, and gives it again.
  await migrate({ dataSource: owner, applicationRole });
  await asOwner.grant(definition);
  expect(await tables.rowsOf<Balance>(definition, generation).load(['a'], undefined)).toHaveProperty('size', 1);
  await example.ask(forgotten);
});

test('two stores in one database keep their read models apart', async () => {
  const owner = await example.connect([Balance]);
  await migrate({ dataSource: owner, schema: 'ledger' });
  const definition = projectionOf([Balance], { name: 'shared' });
  await new GenerationTables(owner, 'daybook').ensure(definition);
  const second = new GenerationTables(owner, 'ledger');
  await expect(second.ensure(definition)).rejects.toMatchObject({ code: 'read-model-name-taken', kind: 'a view' });
  await example.ask(forgotten);
  await second.ensure(definition);
  expect(await example.ask(`SELECT nspname FROM pg_namespace WHERE nspname LIKE '%shared%' ORDER BY 1`)).toEqual([
    'ledger_shared_v1_g1',
    'shared_v1_g1',
  ]);
});
