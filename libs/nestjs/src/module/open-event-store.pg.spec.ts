import 'reflect-metadata';
import { EventStore, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DaybookModule } from './daybook.module.js';
import type { DaybookBinding, DaybookOptions } from './daybook-options.js';

const untouched = (): Promise<void> => Promise.resolve();
let database: TestDatabase;
let app: TestingModule | undefined;
const { NODE_ENV } = process.env;

beforeAll(() => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
});
beforeEach(async () => {
  database = await createTestDatabase({ migrate: untouched });
});
afterEach(async () => {
  process.env['NODE_ENV'] = NODE_ENV;
  await app?.close();
  app = undefined;
  await database.drop();
});
afterAll(() => {
  jest.restoreAllMocks();
});

async function start(options: DaybookOptions & DaybookBinding = {}): Promise<EventStore> {
  const { dataSource = 'default' } = options;
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, name: dataSource, retryAttempts: 0 });
  app = await Test.createTestingModule({ imports: [connection, DaybookModule.forRoot(options)] }).compile();
  await app.init();
  return app.get(EventStore);
}

async function schemas(): Promise<string[]> {
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  const rows: { nspname: string }[] = await dataSource.query(
    `SELECT nspname FROM pg_namespace WHERE nspname ~ '^(daybook|facts)'`,
  );
  await dataSource.destroy();
  return rows.map(({ nspname }) => nspname);
}

describe('A start on a database where the store has never been', () => {
  test('makes the tables, and again finds them made', async () => {
    const store = await start();
    expect(store).toBeInstanceOf(PostgresEventStore);
    expect(await store.head()).toBe(0);
    await app?.close();
    expect(await (await start({ migrations: 'check' })).head()).toBe(0);
  });

  test('makes them in the schema that is named, on the DataSource that is named', async () => {
    expect(await (await start({ schema: 'facts', dataSource: 'log' })).head()).toBe(0);
    expect(await schemas()).toEqual(['facts']);
  });

  test('that only checks is stopped by a list of what is missing, and changes nothing', async () => {
    const starting = start({ migrations: 'check' });
    await expect(starting).rejects.toMatchObject({
      code: 'migrations-pending',
      schema: 'daybook',
      pending: expect.arrayContaining([expect.stringMatching(/^migrations\/0001/)]),
    });
    expect(await schemas()).toEqual([]);
  });

  test('in production only checks', async () => {
    process.env['NODE_ENV'] = 'production';
    await expect(start()).rejects.toMatchObject({ code: 'migrations-pending' });
    expect(await schemas()).toEqual([]);
  });

  test.each(['Facts', 'facts; DROP TABLE x', 'pg_facts', 'f'.repeat(64), ''])(
    'in the schema %j is refused',
    async (schema) => {
      await expect(start({ schema })).rejects.toMatchObject({ code: 'invalid-schema-name' });
      expect(await schemas()).toEqual([]);
    },
  );
});
