import 'reflect-metadata';
import { EventStore, migrate, migrationSql, migrationStatus } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm';
import { Column, DataSource, Entity, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';

/** Named as tables of Daybook are, in the application's own schema. */
@Entity('events')
class CalendarEvent {
  @PrimaryColumn('text') id!: string;
  @Column('text') title!: string;
}

class MakeEvents1700000000001 implements MigrationInterface {
  readonly name = 'MakeEvents1700000000001';
  up = async (runner: QueryRunner): Promise<void> => {
    await runner.query('CREATE TABLE events (id text PRIMARY KEY, title text NOT NULL)');
  };
  down = (runner: QueryRunner): Promise<void> => runner.dropTable('events');
}

/** As the guide shows it: Daybook's files run as a migration of the application's, on a connection of their own. */
class Daybook1700000000002 implements MigrationInterface {
  readonly name = 'Daybook1700000000002';
  up = async (runner: QueryRunner): Promise<void> => {
    await migrate({ dataSource: runner.dataSource });
  };
  down = (): Promise<void> => Promise.resolve();
}

/** The same as a script, which brings its own transaction. */
class DaybookScript1700000000002 implements MigrationInterface {
  readonly name = 'DaybookScript1700000000002';
  readonly transaction = false;
  up = async (runner: QueryRunner): Promise<void> => {
    await runner.query(migrationSql());
  };
  down = (): Promise<void> => Promise.resolve();
}

class AddNothing1700000000003 implements MigrationInterface {
  readonly name = 'AddNothing1700000000003';
  up = async (runner: QueryRunner): Promise<void> => {
    await runner.query('ALTER TABLE events ADD COLUMN place text');
  };
  down = (): Promise<void> => Promise.resolve();
}

let database: TestDatabase;
let app: TestingModule | undefined;

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase({ migrate: () => Promise.resolve() });
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await database.drop();
  jest.restoreAllMocks();
});

async function start(typeOrm: Partial<TypeOrmModuleOptions>, options: DaybookOptions = {}): Promise<DataSource> {
  const own = { type: 'postgres', url: database.url, entities: [CalendarEvent], retryAttempts: 0, ...typeOrm };
  app = await Test.createTestingModule({
    imports: [TypeOrmModule.forRoot(own as TypeOrmModuleOptions), DaybookModule.forRoot(options)],
  }).compile();
  await app.init();
  return app.get(DataSource);
}

async function tables(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname IN ('public', 'daybook') ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** What `typeorm schema:log` prints, and `migration:generate` writes. */
async function differences(dataSource: DataSource): Promise<string[]> {
  const { upQueries, downQueries } = await dataSource.driver.createSchemaBuilder().log();
  return [...upQueries, ...downQueries].map(({ query }) => query);
}

const ofDaybook = [
  'dropped_events',
  'events',
  'idempotency_keys',
  'incarnations',
  'inline_changes',
  'migrations',
  'parked_events',
  'projection_generations',
  'projections',
  'rehearsal_times',
  'rehearsals',
  'retirements',
  'saga_deadlines',
  'saga_instances',
  'saga_outsets',
  'saga_pruned_keys',
  'saga_steps',
  'scheduled_runs',
  'snapshots',
  'stream_copies',
  'streams',
  'subscription_processes',
  'subscription_segments',
  'subscriptions',
].map((table) => `daybook.${table}`);

describe('Beside an application that', () => {
  test('synchronises its schema, Daybook keeps its own, start after start', async () => {
    for (let starts = 0; starts < 2; starts++) {
      const dataSource = await start({ synchronize: true });
      expect(await tables(dataSource)).toEqual(expect.arrayContaining([...ofDaybook, 'public.events']));
      expect(await differences(dataSource)).toEqual([]);
      expect(new Set((await migrationStatus(dataSource)).map(({ state }) => state))).toEqual(new Set(['applied']));
      expect(await app?.get(EventStore).head()).toBe(0);
      await app?.close();
    }
  });

  test('drops its schema at each start, Daybook loses nothing', async () => {
    const before = await start({ synchronize: true });
    await before.query(`CREATE TABLE public.forgotten (id text)`);
    await app?.close();
    const dataSource = await start({ synchronize: true, dropSchema: true });
    expect(await tables(dataSource)).toEqual([...ofDaybook, 'public.events']);
  });

  test('runs its own migrations, the two do not list, run or change one another’s', async () => {
    const own = { migrations: [MakeEvents1700000000001], migrationsRun: true };
    const dataSource = await start(own);
    expect(await tables(dataSource)).toEqual([...ofDaybook, 'public.events', 'public.migrations']);
    expect(await dataSource.query('SELECT name FROM public.migrations')).toEqual([{ name: 'MakeEvents1700000000001' }]);
    expect(await dataSource.showMigrations()).toBe(false);
    expect(await differences(dataSource)).toEqual([]);
    await dataSource.undoLastMigration();
    expect(await tables(dataSource)).toEqual([...ofDaybook, 'public.migrations']);
    expect(await app?.get(EventStore).head()).toBe(0);
  });

  test('takes Daybook’s files as one of its own migrations, the start only checks', async () => {
    const migrations = [MakeEvents1700000000001, Daybook1700000000002, AddNothing1700000000003];
    const dataSource = await start({ migrations, migrationsRun: true }, { migrations: 'check' });
    expect(await tables(dataSource)).toEqual([...ofDaybook, 'public.events', 'public.migrations']);
    expect(await app?.get(EventStore).head()).toBe(0);
  });

  test('takes them as a script, it needs a transaction of its own for each migration', async () => {
    const migrations = [MakeEvents1700000000001, DaybookScript1700000000002, AddNothing1700000000003];
    const each = { migrations, migrationsRun: true, migrationsTransactionMode: 'each' } as const;
    const dataSource = await start(each, { migrations: 'check' });
    expect(await tables(dataSource)).toEqual([...ofDaybook, 'public.events', 'public.migrations']);
    expect(new Set((await migrationStatus(dataSource)).map(({ state }) => state))).toEqual(new Set(['applied']));
  });
});
