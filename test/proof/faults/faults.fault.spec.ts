import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type SmallWorld, openSmallWorld } from './example/small-world.js';
import { faultsNamed } from './faults.js';
import { letHappen } from './happening.js';
import { openClient } from './open-client.js';

let small: SmallWorld;
let number = 0;
const never = new AbortController().signal;

beforeAll(async () => {
  small = await openSmallWorld();
  await Promise.all(small.world.processes.map((process) => process.ready()));
});
afterAll(() => small.close());

/** Lets a fault happen for so long; answers how often it was felt, once work goes on again. */
async function happen(name: string, forMs: number): Promise<number> {
  const [fault] = faultsNamed([name]);
  if (fault === undefined) throw new Error(`There is no fault "${name}".`);
  const felt = await letHappen(small.world, fault, ++number, AbortSignal.timeout(forMs));
  await workGoesOn();
  return felt;
}

/** Every client has come further. */
async function workGoesOn(): Promise<void> {
  const before = small.clients.map(({ committed }) => committed);
  while (small.clients.some(({ committed }, n) => committed <= (before[n] ?? 0))) await sleep(5);
}

/** What came of the appends of a fault, and how many of their values are in the log. */
async function appendsOf(
  by: string,
): Promise<{ readonly ok: number; readonly failed: number; readonly there: number }> {
  const said = small.said().filter((entry) => 'call' in entry && entry.call.startsWith(`${by}/`));
  const client = await openClient(small.world.urls.proof);
  const text = `SELECT count(DISTINCT data ->> 'call')::integer AS there FROM daybook.events WHERE data ->> 'call' LIKE $1`;
  const { rows } = await client.query<{ there: number }>(text, [`${by}/%`]).finally(() => client.end());
  const count = (word: string): number => said.filter((entry) => entry.word === word).length;
  expect(count('invoked')).toBe(count('ok') + count('failed'));
  return { ok: count('ok'), failed: count('failed'), there: rows[0]?.there ?? -1 };
}

test.each([
  'cut-before-commit',
  'cut-after-commit',
  'half-open-connections',
  'delayed-connections',
  'lost-notifications',
])('%s is felt on the way between clients and the server, and is over when it has been', async (name) => {
  await workGoesOn();
  const lost = small.clients.reduce((sum, client) => sum + client.lost, 0);
  const felt = await happen(name, 900);
  expect(felt).toBeGreaterThan(0);
  const isCut = !/delayed|notifications/.test(name);
  expect(small.clients.reduce((sum, client) => sum + client.lost, 0) > lost).toBe(isCut);
});

test.each(['kill-process', 'stop-process', 'rebuild'])('%s is felt by a process', async (name) => {
  expect(await happen(name, 30_000)).toBe(1);
  for (const process of small.world.processes) {
    expect(await process.ready()).toBe(true);
    expect(process.isStopped).toBe(false);
  }
});

test('a process has its clock turned in its next life, and the right one after a kill', async () => {
  const [kill, turned] = faultsNamed(['kill-process', 'turned-clock']);
  const { processes } = small.world;
  const [process] = processes;
  const world = { ...small.world, processes: processes.slice(0, 1) };
  const clock = async (): Promise<string | undefined> => (await process!.tell({ do: 'idle', timeoutMs: 1 })).why;
  const enough = new AbortController();
  const happening = letHappen(world, turned!, ++number, enough.signal);
  const { name } = process!;
  while (process!.name === name) await sleep(10);
  await process!.ready();
  expect(await clock()).toMatch(/ -?3600000 ms off/);
  enough.abort();
  expect(await happening).toBe(1);
  await letHappen(world, kill!, ++number, never);
  expect(await clock()).toMatch(/ 0 ms off/);
});

test('the server is killed under its clients, and comes back', async () => {
  const lost = small.clients.map((client) => client.lost);
  for (let kills = 1; kills <= 2; kills++) expect(await happen('kill-server', 100)).toBeGreaterThan(0);
  small.clients.forEach((client, n) => expect(client.lost).toBeGreaterThan(lost[n] ?? 0));
});

test.each([
  ['long-transaction', 2],
  ['long-transaction-elsewhere', 1],
  ['prepared-transaction', 2],
  ['prepared-transaction-elsewhere', 1],
])('of %s nothing is left open, and what it has appended is there if it says so', async (name, felt) => {
  for (let times = 0; times < 3; times++) expect(await happen(name, 100)).toBe(felt);
  const { ok, failed, there } = await appendsOf(name);
  expect(there).toBe(ok);
  expect(ok + failed).toBe(name.endsWith('elsewhere') ? 0 : 3);
  const client = await openClient(small.world.urls.proof);
  const open = `SELECT FROM pg_prepared_xacts UNION ALL SELECT FROM pg_stat_activity WHERE application_name = 'proof fault' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`;
  expect((await client.query(open).finally(() => client.end())).rowCount).toBe(0);
});

test('a prepared transaction outlives the server', async () => {
  const [prepared] = faultsNamed(['prepared-transaction']);
  const holding = letHappen(small.world, prepared!, ++number, AbortSignal.timeout(1_500));
  const client = await openClient(small.world.urls.proof);
  while ((await client.query('SELECT FROM pg_prepared_xacts')).rowCount !== 2) await sleep(10);
  await client.end();
  await small.world.server.kill();
  await small.world.server.start();
  expect(await holding).toBe(2);
  const { ok, there } = await appendsOf('prepared-transaction');
  expect(there).toBe(ok);
  await workGoesOn();
});

test('a disk without room is felt, and work goes on when there is some again', async () => {
  const [fullDisk] = faultsNamed(['full-disk']);
  const why = await fullDisk!.impossible!(small.world);
  // Whoever may mount nothing is told so, and nothing happens.
  expect(await happen('full-disk', 10_000)).toBe(why === undefined ? 1 : 0);
});

test('the sequence steps back under an open append', async () => {
  expect(await happen('open-append-killed', 5_000)).toBe(1);
  expect(await appendsOf('open-append-killed')).toEqual({ ok: 0, failed: 2, there: 0 });
});

test('one that goes on by itself is felt when it is over, if it ever is', async () => {
  let end = (_felt: number): void => undefined;
  const going = (name: string) => ({
    name,
    happen: () => Promise.resolve({ felt: 0, later: new Promise<number>((over) => (end = over)) }),
  });
  for (const [name, felt] of [
    ['rebuilt later', 1],
    ['never rebuilt', 0],
  ] as const) {
    expect(await letHappen(small.world, going(name), ++number, never)).toBe(0);
    end(felt);
    await sleep(0);
  }
  const told = small.said().flatMap((entry) => (entry.word === 'fault' && entry.number > number - 2 ? [entry] : []));
  expect(told.map(({ fault, phase, felt }) => [fault, phase, felt])).toEqual([
    ['rebuilt later', 'begun', undefined],
    ['rebuilt later', 'ended', 0],
    ['rebuilt later', 'felt', 1],
    ['never rebuilt', 'begun', undefined],
    ['never rebuilt', 'ended', 0],
  ]);
});

test('each of them says when it began and when it ended, and one that fails says why', async () => {
  const fault = { name: 'broken', happen: () => Promise.reject(new Error('It is broken.')) };
  await expect(letHappen(small.world, fault, ++number, never)).rejects.toThrow('It is broken.');
  const told = small.said().filter((entry) => entry.word === 'fault');
  for (let n = 1; n <= number; n++) {
    const [begun, ended] = told.filter((entry) => entry.number === n && entry.phase !== 'felt');
    expect([begun?.phase, ended?.phase]).toEqual(['begun', 'ended']);
    expect(begun?.fault).toBe(ended?.fault);
  }
  expect(told.at(-1)).toMatchObject({ fault: 'broken', felt: 0, why: 'It is broken.' });
});
