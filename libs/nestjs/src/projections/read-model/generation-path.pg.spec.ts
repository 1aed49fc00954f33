import 'reflect-metadata';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Column, type DataSource, Entity, type EntityManager, PrimaryColumn } from 'typeorm';
import type { ProjectionDefinition } from '../projection-definition.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { bySearchPath, neverPoints, type Pointing, staysPointed } from './example/wrong-builds/wrong-pointing.js';
import { GenerationTables } from './generation-tables.js';
import type { Generation } from './generation.js';

@Entity({ name: 'line', schema: 'Own', synchronize: false })
class Line {
  @PrimaryColumn() id!: string;
  @Column() text!: string;
}

/** Without a schema of its own. */
@Entity({ name: 'mark', synchronize: false })
class Mark {
  @PrimaryColumn() id!: string;
}

const example = ReadModelDatabase.ofThisSpec();
const path = '"Own"."line_v1"';
let dataSource: DataSource;
let tables: GenerationTables;
let next: Generation;
let definition: ProjectionDefinition;

beforeAll(async () => {
  dataSource = await example.connect([Line, Mark]);
  await dataSource.query('CREATE SCHEMA "Own"');
  await dataSource.query('CREATE TABLE notes (text text)');
  tables = new GenerationTables(dataSource, 'daybook');
  definition = projectionOf([Line, Mark], { kind: 'handler', name: 'line' });
  await tables.ensure(definition);
  tables.readThrough(definition);
  next = await tables.create(definition);
  await dataSource.getRepository(Line).save({ id: 'live', text: '' });
});

async function pointed(work: (manager: EntityManager) => Promise<void>): Promise<void> {
  await dataSource.transaction(async (manager) => {
    await tables.pointAt(manager, next);
    await work(manager);
  });
}

test.each([
  ['a literal', `'it is not ${path}, it''s said'`, `it is not ${path}, it's said`],
  ['a literal with escapes', `E'a \\' ${path}'`, `a ' ${path}`],
  ['a literal in dollars', `$of$${path}$of$`, path],
  ['a literal behind a keyword', `CASE WHEN 'a' NOT LIKE'\\' ESCAPE '' THEN '${path}' END`, path],
  ['an identifier', `"a""Own"."line_v1" FROM (SELECT 'its column' AS "line_v1") AS "a""Own"`, 'its column'],
])('what is no name of the table stays as it is: %s', async (_, written, read) => {
  await pointed(async (manager) => {
    await manager.query(`INSERT INTO notes SELECT ${written} -- ${path}'`);
  });
  expect(await example.ask('SELECT text FROM notes')).toEqual([read]);
  await example.ask('DELETE FROM notes');
});

test('a stream reads what is pointed at', async () => {
  const sent: string[] = [];
  await dataSource.transaction(async (manager) => {
    const runner = manager.queryRunner!;
    runner.stream = (text: string) => {
      sent.push(text);
      return Promise.reject(new Error('Not installed.'));
    };
    await tables.pointAt(manager, next);
    await expect(manager.createQueryBuilder(Line, 'line').stream()).rejects.toThrow('Not installed');
    await tables.pointBack(manager);
    await expect(manager.createQueryBuilder(Line, 'line').stream()).rejects.toThrow('Not installed');
  });
  expect(sent[0]).toContain('FROM "line_v1_g2"."line_v1" "line"');
  expect(sent[1]).toContain(`FROM ${path} "line"`);
});

test('after a failure the transaction can be led back, also where nothing can be said to the server any more', async () => {
  const runner = dataSource.createQueryRunner();
  const { query } = runner;
  await runner.startTransaction();
  await runner.query('SAVEPOINT work');
  await tables.pointAt(runner.manager, next);
  await expect(runner.query('SELECT 1 / 0')).rejects.toThrow('division');
  await tables.pointBack(runner.manager).catch(() => undefined);
  await runner.query('ROLLBACK TO SAVEPOINT work');
  expect(await runner.manager.find(Line, { select: { id: true } })).toEqual([{ id: 'live' }]);
  await runner.rollbackTransaction();
  expect(runner.query).toBe(query);
  await runner.release();
});

/** Which lines and marks come into the generation that a transaction is pointed at, and which into the live one. */
async function written(pointing: Pointing): Promise<Readonly<Record<'next' | 'live', readonly unknown[]>>> {
  // One connection, which the next one is given with what was left to it.
  const one = await example.connect([Line, Mark], { extra: { max: 1 } });
  const theirs = new GenerationTables(one, 'daybook');
  theirs.readThrough(definition);
  const write = async (manager: EntityManager, id: string): Promise<void> => {
    await manager.insert(Line, { id, text: '' });
    await manager.insert(Mark, { id });
  };
  await one.transaction(async (manager) => {
    await pointing.pointAt(manager, next);
    await write(manager, 'pointed');
    await pointing.pointBack(manager);
    await write(manager, 'back');
  });
  await write(one.manager, 'later');
  await one.destroy();
  const idsIn = async (schema: string): Promise<readonly unknown[]> => {
    const ids: string[] = [];
    for (const table of [`${schema}.line_v1`, `${schema}.mark_v1`]) {
      ids.push((await example.ask(`SELECT id FROM ${table} ORDER BY id`)).join(' '));
      await example.ask(`TRUNCATE ${table}`);
    }
    return ids;
  };
  return { next: await idsIn('line_v1_g2'), live: await idsIn('line_v1_g1') };
}

describe('A transaction', () => {
  beforeEach(() => example.ask('DELETE FROM line_v1_g1.line_v1'));

  test('writes where it is pointed to, until it is led back, and nobody after it does', async () => {
    expect(await written(tables)).toEqual({ next: ['pointed', 'pointed'], live: ['back later', 'back later'] });
  });

  test.each<[string, () => Pointing, object]>([
    ['is not pointed anywhere', () => neverPoints, { live: ['back later pointed', 'back later pointed'] }],
    ['is not led back', () => staysPointed(tables), { next: ['back pointed', 'back pointed'] }],
    ['goes by the search path alone', () => bySearchPath(true), { next: ['', 'pointed'] }],
    ['leaves its search path to the session', () => bySearchPath(false), { next: ['', 'back later pointed'] }],
  ])('that %s writes elsewhere, which is noticed', async (_, wrong, where) => {
    expect(await written(wrong())).toMatchObject(where);
  });
});
