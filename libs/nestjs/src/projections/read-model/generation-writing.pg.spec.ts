import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { Column, type DataSource, Entity, type EntityManager, PrimaryGeneratedColumn } from 'typeorm';
import type { ReadModelClass } from '../projection-options.js';
import { projectionOf, ReadModelDatabase } from './example/read-model-database.js';
import { GenerationTables } from './generation-tables.js';

const example = ReadModelDatabase.ofThisSpec();

@Entity({ name: 'lines', synchronize: false })
class Line {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ unique: true }) account!: string;
  @Column('bigint') minor!: number;
}
@Entity({ name: 'lines', schema: 'Own', synchronize: false })
class OwnLine {
  @PrimaryGeneratedColumn() id!: number;
  @Column({ unique: true }) account!: string;
  @Column('bigint') minor!: number;
}
@Entity({ name: 'others', synchronize: false })
class Other {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column() account!: string;
}

/** What TypeORM can do with an entity, all of which has to meet the generation that is pointed at. */
async function writeEverything(manager: EntityManager, entity: typeof Line): Promise<void> {
  const repository = manager.getRepository(entity);
  const saved = await repository.save(repository.create({ account: 'saved', minor: 1 }));
  await repository.save({ ...saved, minor: 2 });
  await manager.insert(entity, [
    { account: 'inserted', minor: 3 },
    { account: 'deleted', minor: 4 },
  ]);
  await manager.update(entity, { account: 'inserted' }, { minor: 5 });
  await manager.increment(entity, { account: 'inserted' }, 'minor', 1);
  await manager.delete(entity, { account: 'deleted' });
  await manager.upsert(entity, { account: 'saved', minor: 6 }, ['account']);
  await manager.createQueryBuilder().insert().into(entity).values({ account: 'built', minor: 7 }).orIgnore().execute();
  await manager
    .createQueryBuilder()
    .update(entity)
    .set({ minor: () => 'minor + 1' })
    .where({ account: 'built' })
    .execute();
  await manager.transaction((nested) => nested.save(entity, { account: 'nested', minor: 9 }).then(() => undefined));
  const all = await repository.createQueryBuilder('line').orderBy('line.minor').setLock('pessimistic_write').getMany();
  expect(all.map(({ account, minor }) => [account, minor])).toEqual([
    ['inserted', 6],
    ['saved', 6],
    ['built', 8],
    ['nested', 9],
  ]);
  await repository.remove(all.filter(({ account }) => account === 'inserted'));
  expect(await manager.countBy(entity, { minor: 6 })).toBe(1);
}

test.each<{ where: string; entity: ReadModelClass; options: object; by: string }>([
  { where: 'where names stand alone', entity: Line, options: {}, by: 'lines' },
  { where: "in the DataSource's own schema", entity: Line, options: { schema: 'Source' }, by: '"Source".lines' },
  { where: "in the entity's own schema", entity: OwnLine, options: {}, by: '"Own".lines' },
])(
  'handlers write the generation that they are pointed at, and nothing else: $where',
  async ({ entity, options, by }) => {
    const dataSource = await example.connect([entity, Other], options);
    await dataSource.query('CREATE SCHEMA IF NOT EXISTS "Source"');
    await dataSource.query('CREATE SCHEMA IF NOT EXISTS "Own"');
    const tables = new GenerationTables(dataSource, 'daybook');
    const definition = projectionOf([entity, Other], { kind: 'handler' });
    await tables.ensure(definition);
    tables.readThrough(definition);
    const next = await tables.create(definition);
    const Written = entity as typeof Line;
    await dataSource.getRepository(Written).save({ account: 'live', minor: 0 });
    await dataSource.transaction(async (manager) => {
      await tables.pointAt(manager, next);
      await writeEverything(manager, Written);
      await manager.save(Other, { account: 'other' });
      await manager.query('UPDATE lines SET minor = 10 WHERE account = $1', ['saved']);
      await tables.pointBack(manager);
      expect(await accounts(manager, Written)).toEqual(['live 0']);
      await tables.pointAt(manager, next);
      await tables.pointAt(manager, next);
      expect(await manager.query('SELECT minor FROM lines ORDER BY minor')).toHaveLength(3);
    });
    expect(await accounts(dataSource.manager, Written)).toEqual(['live 0']);
    expect(await dataSource.query(`SELECT account FROM ${by}`)).toEqual([{ account: 'live' }]);
    expect(await dataSource.getRepository(Other).count()).toBe(0);
    await dataSource.transaction((manager) => tables.switchTo(next, manager));
    expect(await accounts(dataSource.manager, Written)).toEqual(['built 8', 'nested 9', 'saved 10']);
    expect(await dataSource.getRepository(Other).count()).toBe(1);
    await removeAll(dataSource, by);
  },
);

async function accounts(manager: EntityManager, entity: typeof Line): Promise<readonly string[]> {
  const lines = await manager.find(entity, { order: { minor: 'ASC' } });
  return lines.map(({ account, minor }) => `${account} ${minor}`);
}

// Another projection comes to the same names.
async function removeAll(dataSource: DataSource, by: string): Promise<void> {
  for (const view of [
    by,
    by.replace(/lines$/, 'lines_v1'),
    by.replace(/lines$/, 'others'),
    by.replace(/lines$/, 'others_v1'),
  ]) {
    await dataSource.query(`DROP VIEW IF EXISTS ${view}`);
  }
  await dataSource.query('DROP VIEW IF EXISTS others, others_v1');
}

test('nobody is pointed anywhere outside of a transaction', async () => {
  const dataSource = await example.connect([Line]);
  const tables = new GenerationTables(dataSource, 'daybook');
  const pointing = tables.pointAt(dataSource.manager, { name: 'lines', version: 1, generation: 1 });
  await expect(pointing).rejects.toThrow('in a transaction');
});
