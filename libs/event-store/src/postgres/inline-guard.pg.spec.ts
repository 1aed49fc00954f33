import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import type { PostgresEventStore } from './postgres-event-store.js';

const example = ExampleStore.ofThisSpec();
let store: PostgresEventStore;
/** Streams of a category that the read model does not take. */
const elsewhere = (): string => newStream().replace(/^[^-]*/, 'elsewhere');
const tallies = { name: 'tallies', version: 1 };

beforeAll(async () => {
  store = example.store;
  await example.owner.query(
    `INSERT INTO daybook.projection_generations (projection, version, generation, tables_schema, read_models, state, created_at)
     VALUES ('tallies', 1, 1, 'tallies_v1_g1', '[]', 'live', now())`,
  );
});
beforeEach(() => guard());

/** Lets appends of notes in this category be refused, or those of nothing. */
async function guard(types: readonly string[] | null = ['example.noted']): Promise<void> {
  await example.dataSource.query(`SELECT daybook.guard_inline('tallies', 1, 1, $1, $2)`, [
    types,
    [newStream().split('-')[0]],
  ]);
}

const unknown = { code: 'unknown-inline-projection', projection: 'tallies', version: 1, eventType: 'example.noted' };

async function isThere(streamId: string): Promise<boolean> {
  return (await example.log()).some((event) => event.streamId === streamId);
}

test('an append that does not know who takes its events is refused, and those that travel with it are made', async () => {
  const streams = Array.from({ length: 30 }, (_, n) => (n % 10 === 3 ? newStream() : elsewhere()));
  const appends = streams.map((stream) => store.append(stream, notes('a'), { expected: 'noStream' }));
  const outcomes = await Promise.allSettled(appends);
  for (const [n, outcome] of outcomes.entries()) {
    if (n % 10 === 3) expect(outcome).toMatchObject({ status: 'rejected', reason: unknown });
    else expect(outcome.status).toBe('fulfilled');
    expect(await isThere(streams[n] as string)).toBe(n % 10 !== 3);
  }
});

test('of several streams at once nothing is made, and its idempotency key is free', async () => {
  const [one, other] = [elsewhere(), newStream()];
  const both = [one, other].map((streamId) => ({ streamId, events: notes('a'), expected: 'any' as const }));
  const idempotencyKey = `k-${one}`;
  await expect(store.appendAll(both, { idempotencyKey })).rejects.toMatchObject(unknown);
  expect([await isThere(one), await isThere(other)]).toEqual([false, false]);
  await guard(null);
  expect(await store.appendAll(both, { idempotencyKey })).toMatchObject({ repeated: false });
});

test('a transaction that has shown to know it appends; another one has not, nor has one that took it back', async () => {
  const [known, later, undone] = [newStream(), newStream(), newStream()];
  const { transactions, inlineKeys } = store;
  await transactions.run(async (manager) => {
    expect(await inlineKeys.lock(tallies, ['k'], manager)).toBeUndefined();
    await store.append(known, notes('a'), { expected: 'any', manager });
    await store.append(known, notes('b'), { expected: 'any', manager });
  });
  const append = (stream: string) =>
    transactions.run((manager) => store.append(stream, notes('a'), { expected: 'any', manager }));
  await expect(append(later)).rejects.toMatchObject(unknown);
  const takenBack = transactions.run(async (manager) => {
    await manager.query('SAVEPOINT before');
    await inlineKeys.lock(tallies, [], manager);
    await manager.query('ROLLBACK TO SAVEPOINT before');
    await store.append(undone, notes('a'), { expected: 'any', manager });
  });
  await expect(takenBack).rejects.toMatchObject(unknown);
  const ofAnotherVersion = transactions.run(async (manager) => {
    await inlineKeys.lock({ ...tallies, version: 2 }, ['k'], manager);
    await store.append(undone, notes('a'), { expected: 'any', manager });
  });
  await expect(ofAnotherVersion).rejects.toMatchObject(unknown);
  expect([await isThere(known), await isThere(later), await isThere(undone)]).toEqual([true, false, false]);
});

test('a snapshot from before it was put on record does not hide it', async () => {
  await guard(null);
  const stream = newStream();
  const append = store.transactions.run(
    async (manager) => {
      await manager.query('SELECT count(*) FROM daybook.events');
      await guard();
      await store.append(stream, notes('a'), { expected: 'any', manager });
    },
    { isolation: 'REPEATABLE READ' },
  );
  await expect(append).rejects.toMatchObject({ code: 'concurrency-conflict' });
  expect(await isThere(stream)).toBe(false);
});

test('once nobody takes its events any more, everybody appends', async () => {
  await example.dataSource.query(`UPDATE daybook.projection_generations SET state = 'dropped'`);
  const stream = newStream();
  await store.append(stream, notes('a'), { expected: 'any' });
  expect(await isThere(stream)).toBe(true);
});
