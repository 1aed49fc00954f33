import 'reflect-metadata';
import { migrate } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { Column, type DataSource, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { Balance, BalanceWithOwner, OddNames } from './example/balances.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';
import type { Generation } from './generation.js';

const example = ReadModelDatabase.ofThisSpec();

@Entity({ name: 'seats', schema: 'Halls', synchronize: false })
@Unique('one_guest', ['hall', 'guest'])
@Index('free_seats', ['hall', 'id'], { where: `guest IS NULL` })
class Seat {
  @PrimaryColumn() id!: string;
  @Column({ default: () => `'it''s "the" hall'` }) hall!: string;
  @Column('text', { nullable: true }) guest!: string | null;
  @Column('integer', { generated: 'identity' }) number!: number;
}

/** Tables that the owner makes, and the application's role works with: it may make no table and no view. */
async function both(entity: new () => object): Promise<[owner: DataSource, application: DataSource]> {
  const owner = await example.connect([entity]);
  return [owner, await example.connect([entity], { url: example.database.applicationUrl })];
}

const show = (dataSource: DataSource, tables: GenerationTables, generation: Generation): Promise<void> =>
  dataSource.transaction((manager) => tables.switchTo(generation, manager));

/** What stands in a schema, without its name. */
async function standing(schema: string): Promise<readonly unknown[]> {
  return example.ask(
    `SELECT replace(line, '${schema}', 'here') FROM (
       SELECT pg_get_indexdef(indexrelid) FROM pg_index JOIN pg_class AS c ON c.oid = indrelid WHERE relnamespace = to_regnamespace('${schema}')
       UNION ALL SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = to_regnamespace('${schema}') AND contype <> 'n'
       UNION ALL SELECT concat_ws(' ', attrelid::regclass, attname, atttypid::regtype, attnotnull, attidentity, attcollation::regcollation, pg_get_expr(adbin, adrelid))
         FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
         WHERE relnamespace = to_regnamespace('${schema}') AND relkind IN ('r', 'v') AND attnum > 0
     ) AS lines (line) ORDER BY 1`,
  );
}

test('the application makes the tables of the owner anew, switches, goes back and drops', async () => {
  const [owner, application] = await both(Balance);
  const [mine, tables] = [owner, application].map((one) => new GenerationTables(one, 'daybook')) as [
    GenerationTables,
    GenerationTables,
  ];
  const definition = projectionOf([Balance], { name: 'balances' });
  const first = await mine.ensure(definition);
  tables.readThrough(definition);
  await owner.query('GRANT SELECT ON balances TO PUBLIC');
  const minor = async (): Promise<unknown> => (await application.getRepository(Balance).find())[0]?.minor;
  const fill = (generation: Generation): Promise<void> =>
    tables
      .rowsOf<Balance>(definition, generation)
      .save(new Map([['a', { id: 'a', minor: generation.generation }]]), undefined);

  const second = await tables.create(definition);
  await fill(first);
  await fill(second);
  expect(await minor()).toBe(1);
  await show(application, tables, second);
  expect(await minor()).toBe(2);
  await expect(application.query(`SELECT daybook.drop_generation('balances_v1_g2')`)).rejects.toThrow(/depend/);
  await show(application, tables, first);
  await tables.drop(second);
  const third = await tables.create(definition);
  await fill(third);
  await show(application, tables, third);
  await tables.drop(first);
  expect(await minor()).toBe(3);
  expect(await example.ask('SELECT minor FROM balances')).toEqual(['3']);
  expect(await example.ask(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'balances%'`)).toEqual([
    'balances_v1_g3',
  ]);
  expect(await mine.ensure(definition)).toEqual(third);
});

test('it leads readers to the next version, whose tables the owner has made, and ends the one before', async () => {
  const [owner, application] = await both(BalanceWithOwner);
  const [mine, tables] = [new GenerationTables(owner, 'daybook'), new GenerationTables(application, 'daybook')];
  const definition = projectionOf([BalanceWithOwner], { name: 'balances', version: 2 });
  const next = await mine.ensure(definition);
  await example.ask('GRANT INSERT ON balances TO PUBLIC');
  await show(application, tables, next);
  expect(await application.query('SELECT owner FROM balances')).toEqual([]);
  const kept = await example.ask(`SELECT has_table_privilege('public', 'balances', 'INSERT')::text`);
  expect(kept).toEqual(['true']);
  await tables.drop({ name: 'balances', version: 1, generation: 3 });
  expect(await example.ask(`SELECT to_regclass('balances_v1')::text`)).toEqual([null]);
});

test('what it makes is what the owner made, indices, constraints and defaults by their names', async () => {
  const [owner, application] = await both(Seat);
  await owner.query('CREATE SCHEMA "Halls"');
  await owner.query(`GRANT USAGE ON SCHEMA "Halls" TO ${example.database.applicationRole}`);
  const definition = projectionOf([Seat], { name: 'seats', kind: 'handler' });
  await new GenerationTables(owner, 'daybook').ensure(definition);
  const tables = new GenerationTables(application, 'daybook');
  await show(application, tables, await tables.create(definition));
  expect(await standing('seats_v1_g2')).toEqual(await standing('seats_v1_g1'));
  expect(await standing('seats_v1_g2')).toContainEqual(expect.stringContaining('one_guest'));
  await tables.drop({ name: 'seats', version: 1, generation: 1 });
  await application.query(`INSERT INTO seats_v1_g2.seats_v1 (id) VALUES ('a')`);
  expect(await application.query('SELECT hall, number FROM "Halls".seats_v1')).toEqual([
    { hall: `it's "the" hall`, number: 1 },
  ]);
});

test('tables with a type of their own are the owner’s to make anew, who is asked to', async () => {
  const [owner, application] = await both(OddNames);
  const definition = projectionOf([OddNames], { name: 'odd' });
  await new GenerationTables(owner, 'daybook').ensure(definition);
  const making = new GenerationTables(application, 'daybook').create(definition);
  await expect(making).rejects.toMatchObject({ code: 'generation-tables-missing' });
});

/** What an application that was broken into might try: its own rows on record say that everything is a read model. */
const attacks = [
  `SELECT daybook.drop_generation('private')`,
  `SELECT daybook.drop_generation('archive_v1_g1')`,
  `SELECT daybook.drop_generation('daybook')`,
  `SELECT daybook.copy_generation('private', 7)`,
  `SELECT daybook.show_generation('private', 'salaries', 'public', 'salaries')`,
  `SELECT daybook.show_generation('balances_v2_g1', 'balances_v2', 'private', 'balances')`,
  `SELECT daybook.show_generation('balances_v2_g1', 'balances_v2', 'public', 'payroll')`,
  `SELECT daybook.show_generation('seats_v1_g2', 'seats_v1', 'Halls', 'free')`,
  `SELECT daybook.hide_generation('balances_v2_g1', 'public', 'payroll')`,
  `SELECT daybook.hide_generation('balances_v2_g1', 'Halls', 'seats')`,
  `SELECT daybook.generation_mark('balances_v2_g1')`,
  `COMMENT ON SCHEMA balances_v2_g1 IS 'daybook: {}'`,
];

async function successes(): Promise<readonly string[]> {
  const application = await example.connect([], { url: example.database.applicationUrl });
  const done: string[] = [];
  for (const attack of attacks) {
    const runner = application.createQueryRunner();
    await runner.startTransaction();
    await runner.query(attack).then(
      () => done.push(attack),
      () => undefined,
    );
    await runner.rollbackTransaction();
    await runner.release();
  }
  return done;
}

test('by that it comes to nothing that is no read model of the owner, whatever it puts on record', async () => {
  await example.ask('CREATE SCHEMA private');
  await example.ask('CREATE TABLE private.salaries (id text)');
  await example.ask('CREATE SCHEMA archive_v1_g1');
  await example.ask('CREATE VIEW payroll AS SELECT * FROM private.salaries');
  await example.ask(
    `INSERT INTO daybook.projection_generations (projection, version, generation, tables_schema, read_models, state, created_at)
     SELECT name, 1, 1, name, '[{"schema": "public", "table": "salaries"}]', 'building', now()
     FROM unnest('{private,archive_v1_g1}'::text[]) AS name`,
  );
  expect(await successes()).toEqual([]);

  const wrong = await readFile(new URL('./example/wrong-builds/mark-by-the-record.sql', import.meta.url), 'utf8');
  await example.ask(wrong);
  expect(await successes()).toEqual(expect.arrayContaining([attacks[1], attacks[4]]));
  await migrate({ dataSource: await example.connect([]), applicationRole: example.database.applicationRole });
});
