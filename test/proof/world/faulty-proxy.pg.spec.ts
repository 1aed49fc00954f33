import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client } from 'pg';
import { closingAfterEach } from '../../faults/load/closing.js';
import { createOwnDatabase, type OwnDatabase } from '../../faults/load/own-database.js';
import { FaultyProxy } from './faulty-proxy.js';

let database: OwnDatabase;
const closing = closingAfterEach();

beforeAll(async () => {
  database = await createOwnDatabase();
  await database.pool.query('CREATE TABLE public.kept (value text)');
  // As a commit by itself looks from outside.
  await database.pool.query(
    `CREATE FUNCTION public.append(text) RETURNS void LANGUAGE sql AS 'INSERT INTO public.kept VALUES ($1)'`,
  );
});
afterAll(() => database.close());

async function proxied(): Promise<FaultyProxy> {
  return closing(await FaultyProxy.before(database.url));
}

async function connected({ url }: FaultyProxy): Promise<Client> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  closing({ close: () => client.end().catch(() => undefined) });
  return client;
}

const ofNobody = (): AbortSignal => new AbortController().signal;

/** Whether a value is there, once nobody holds it any more. */
async function isKept(value: string): Promise<boolean> {
  await until(async () => {
    const busy = `SELECT FROM pg_locks WHERE relation = 'public.kept'::regclass AND mode = 'RowExclusiveLock'`;
    return (await database.pool.query(busy)).rowCount === 0;
  });
  return (await database.pool.query('SELECT FROM public.kept WHERE value = $1', [value])).rowCount === 1;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 12_000; tries++) {
    if (await isSo()) return;
    await sleep(5);
  }
  throw new Error('It has not come to be.');
}

const append = (client: Client, value: string): Promise<unknown> =>
  client.query({ name: 'append', text: 'SELECT FROM public.append($1)', values: [value] });

async function commit(client: Client, value: string): Promise<void> {
  await client.query('BEGIN');
  await append(client, value);
  await client.query('COMMIT');
}

test.each([
  ['before', 'a COMMIT', commit, false],
  ['after', 'a COMMIT', commit, true],
  ['before', 'an append that commits by itself', append, false],
  ['after', 'an append that commits by itself', append, true],
] as const)('a cut %s %s has its answer lost, and is felt once', async (moment, of, write, kept) => {
  const proxy = await proxied();
  const client = await connected(proxy);
  // Its text is known to the server from here on.
  await write(client, `${moment} ${of} let through`);
  const cut = proxy.cutAtNextCommits(1, moment, ofNobody());
  await expect(write(client, `${moment} ${of}`)).rejects.toThrow(/terminated|ECONNRESET/);
  expect(await cut).toBe(1);
  expect(await isKept(`${moment} ${of}`)).toBe(kept);
  expect(await isKept(`${moment} ${of} let through`)).toBe(true);
  await commit(await connected(proxy), `${moment} ${of} later`);
});

test('an append in a transaction is no commit, nor is anything that reads', async () => {
  const proxy = await proxied();
  const client = await connected(proxy);
  const enough = new AbortController();
  const cut = proxy.cutAtNextCommits(1, 'before', enough.signal);
  await client.query('BEGIN');
  await append(client, 'rolled back');
  await client.query('ROLLBACK');
  await client.query('SELECT 1');
  enough.abort();
  expect(await cut).toBe(0);
  await commit(client, 'when it was enough');
  expect(await isKept('when it was enough')).toBe(true);
});

test('cuts of both kinds are made as often as they were asked for, over many connections', async () => {
  const proxy = await proxied();
  const cut = [proxy.cutAtNextCommits(3, 'before', ofNobody()), proxy.cutAtNextCommits(2, 'after', ofNobody())];
  let lost = 0;
  const write = async (caller: number): Promise<void> => {
    for (let n = 0; n < 5; n++) {
      const client = await connected(proxy);
      await commit(client, `many ${caller} ${n}`).catch(() => lost++);
    }
  };
  await Promise.all([1, 2, 3, 4].map(write));
  expect(await Promise.all(cut)).toEqual([3, 2]);
  expect(lost).toBe(5);
  await isKept('');
  const { rowCount } = await database.pool.query(`SELECT FROM public.kept WHERE value LIKE 'many %'`);
  expect(rowCount).toBe(17);
});

test('what is said arrives late in each direction, and on time afterwards', async () => {
  const proxy = await proxied();
  const client = await connected(proxy);
  const took = async (): Promise<number> => {
    const begun = performance.now();
    await client.query('SELECT 1');
    return performance.now() - begun;
  };
  proxy.delay(60, 90);
  expect(await took()).toBeGreaterThan(145);
  expect(proxy.latePieces).toBeGreaterThanOrEqual(2);
  proxy.delay(0);
  const late = proxy.latePieces;
  await took();
  expect(proxy.latePieces).toBe(late);
});

test('a server that is gone leaves its client without a word, until the proxy speaks; others talk on', async () => {
  const proxy = await proxied();
  const client = await connected(proxy);
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  expect(proxy.fallSilent('server')).toBe(1);
  let heard = false;
  const asked = client.query('SELECT 1').finally(() => (heard = true));
  asked.catch(() => undefined);
  await until(async () => {
    const working = 'SELECT FROM pg_stat_activity WHERE pid = $1';
    return (await database.pool.query(working, [rows[0]?.pid])).rowCount === 0;
  });
  await (await connected(proxy)).query('SELECT 1');
  expect(heard).toBe(false);
  proxy.speak();
  await expect(asked).rejects.toThrow(/terminated|ECONNRESET/);
});

test('a client that is gone leaves its transaction open, until the proxy speaks', async () => {
  const proxy = await proxied();
  const client = await connected(proxy);
  await client.query('BEGIN');
  await append(client, 'of nobody');
  const ended = new Promise((resolve) => client.once('end', resolve));
  expect(proxy.fallSilent('client')).toBe(1);
  await ended;
  await (await connected(proxy)).query('SELECT 1');
  const held = `SELECT FROM pg_locks WHERE relation = 'public.kept'::regclass AND mode = 'RowExclusiveLock'`;
  expect((await database.pool.query(held)).rowCount).toBe(1);
  proxy.speak();
  expect(await isKept('of nobody')).toBe(false);
});

test('notifications get lost, and nothing else', async () => {
  const proxy = await proxied();
  const client = await connected(proxy);
  const heard: (string | undefined)[] = [];
  client.on('notification', ({ payload }) => heard.push(payload));
  await client.query('LISTEN proof');
  proxy.deafen(true);
  await client.query(`NOTIFY proof, 'lost'`);
  expect((await client.query<{ n: number }>('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
  expect(proxy.lostNotifications).toBe(1);
  proxy.deafen(false);
  await client.query(`NOTIFY proof, 'heard'`);
  await until(() => heard.length > 0);
  expect(heard).toEqual(['heard']);
});

test('no connection is taken while it refuses, and all end when they are cut', async () => {
  const proxy = await proxied();
  const client = await connected(proxy);
  proxy.refuse(true);
  await expect(connected(proxy)).rejects.toThrow(/terminated|ECONNRESET/);
  await client.query('SELECT 1');
  proxy.refuse(false);
  const ended = new Promise((resolve) => client.once('end', resolve));
  expect(proxy.cutAll()).toBe(1);
  await ended;
  await (await connected(proxy)).query('SELECT 1');
});

test('it closes in the middle of whatever it is at', async () => {
  const proxy = await FaultyProxy.before(database.url);
  const clients = [await connected(proxy), await connected(proxy), await connected(proxy)];
  const cut = proxy.cutAtNextCommits(5, 'after', ofNobody());
  proxy.fallSilent('server');
  proxy.delay(500);
  const asked = clients.map((client) => client.query('SELECT 1'));
  const outcomes = Promise.allSettled(asked);
  await proxy.close();
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await cut).toBe(0);
});
