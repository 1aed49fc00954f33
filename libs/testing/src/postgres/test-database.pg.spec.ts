import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { createTestDatabase, type TestDatabase } from './test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('a test database has the schema of Daybook, and nothing in it', async () => {
  expect(await run(database.url, 'SELECT count(*)::int AS events FROM daybook.events')).toEqual([{ events: 0 }]);
});

test('what one database holds, another one does not see', async () => {
  const other = await createTestDatabase();
  await run(other.url, 'CREATE TABLE mine ()');
  expect(await run(database.url, "SELECT to_regclass('mine') AS mine")).toEqual([{ mine: null }]);
  await other.drop();
});

test('the application’s role reads events and cannot change them', async () => {
  await run(database.applicationUrl, 'SELECT FROM daybook.events');
  await expect(run(database.applicationUrl, 'DELETE FROM daybook.events')).rejects.toThrow('permission denied');
});

test('a template of one’s own is filled once, also when two databases ask for it at once', async () => {
  let fillings = 0;
  const migrate = async (url: string): Promise<void> => {
    fillings++;
    await run(url, 'CREATE TABLE own AS SELECT 7 AS number');
  };

  const databases = await Promise.all([createTestDatabase({ migrate }), createTestDatabase({ migrate })]);

  expect(fillings).toBe(1);
  for (const own of databases) {
    expect(await run(own.url, 'SELECT number FROM own')).toEqual([{ number: 7 }]);
    await own.drop();
  }
});

test('a database is dropped although somebody is connected', async () => {
  const doomed = await createTestDatabase();
  const client = new Client(doomed.url);
  const ended = new Promise((resolve) => client.on('error', resolve));
  await client.connect();
  await doomed.drop();
  await ended;
  await expect(run(doomed.url, 'SELECT 1')).rejects.toThrow('does not exist');
});

async function run(url: string, statement: string): Promise<unknown[]> {
  const client = new Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(statement);
    return rows;
  } finally {
    await client.end();
  }
}
