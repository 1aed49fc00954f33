import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';

import { PgBouncer } from './pgbouncer.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

/** A pid by which no process is known any more is that of one that has ended. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('many clients share few processes of the server', async () => {
  const pooler = await PgBouncer.before(database.applicationUrl, { poolSize: 2 });
  const clients = Array.from({ length: 10 }, () => new Client(pooler.url));
  await Promise.all(clients.map((client) => client.connect()));
  const ask = (client: Client) => client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid, pg_sleep(0.01)');
  const answers = await Promise.all(clients.map(ask));
  expect(new Set(answers.map(({ rows }) => rows[0]?.pid)).size).toBeLessThanOrEqual(2);
  await Promise.all(clients.map((client) => client.end()));
  await pooler.close();
  expect(isAlive(pooler.pid)).toBe(false);
});

test('one that is stopped is ended all the same', async () => {
  const pooler = await PgBouncer.before(database.applicationUrl);
  pooler.signal('SIGSTOP');
  await pooler.close();
  expect(isAlive(pooler.pid)).toBe(false);
});

test('one that does not start says why', async () => {
  const start = PgBouncer.before(database.applicationUrl, { settings: { pool_mode: 'nonsense' } });
  await expect(start).rejects.toMatchObject({
    code: 'pgbouncer-unavailable',
    log: expect.stringContaining('nonsense'),
  });
});
