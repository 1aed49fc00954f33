import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { AppendOutcomeUnknown } from '../stream/append-outcome-unknown.error.js';
import { StoreOverloaded } from '../stream/store-overloaded.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import type { PostgresEventStore } from './postgres-event-store.js';
import type { WaitingLimits } from './waiting-limits.js';

const example = ExampleStore.ofThisSpec();

async function storeWith(limits: Partial<WaitingLimits>, max = 2) {
  const dataSource = await example.connect(example.database.applicationUrl, max);
  return { dataSource, store: await example.openStore({ dataSource, limits }) };
}

/** Takes every connection for as long as the work takes. */
async function whileEmpty(dataSource: DataSource, max: number, work: () => Promise<void>): Promise<void> {
  const runners = Array.from({ length: max }, () => dataSource.createQueryRunner());
  for (const runner of runners) await runner.startTransaction();
  try {
    await work();
  } finally {
    for (const runner of runners) await runner.rollbackTransaction().finally(() => runner.release());
  }
}

const append = (store: PostgresEventStore, streamId = newStream()) =>
  store.append(streamId, notes('a'), { expected: 'any' });

/** How many connections of a pool are in use, and how many wait for one. */
function useOf({ driver }: DataSource): readonly [inUse: number, waiting: number] {
  const { totalCount, idleCount, waitingCount } = (driver as unknown as { readonly master: Pool }).master;
  return [totalCount - idleCount, waitingCount];
}

test('who gets no connection is told who has them, and nothing of his is written', async () => {
  const { dataSource, store } = await storeWith({ waitMs: 100 });
  const stream = newStream();
  await whileEmpty(dataSource, 2, async () => {
    const words =
      "of the pool's 2 connections 2 are in use or being opened: 0 by the event store, 2 by others, 2 of them in transactions";
    for (const refused of [append(store, stream), store.head(), store.readStream(stream).pages().next()]) {
      const error: unknown = await refused.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(StoreUnavailable);
      expect((error as Error).message).toContain(words);
    }
  });
  expect(await example.log(store)).not.toContainEqual(expect.objectContaining({ streamId: stream }));
});

test('a connection that comes for one who has gone is given back', async () => {
  const { dataSource, store } = await storeWith({ waitMs: 50 });
  await whileEmpty(dataSource, 2, async () => {
    await Promise.allSettled(Array.from({ length: 50 }, () => store.readStream(newStream()).pages().next()));
    // What is asked of the pool cannot be taken back, so that no more is asked than it has.
    expect(useOf(dataSource)[1]).toBeLessThanOrEqual(2);
  });
  while (useOf(dataSource).some((used) => used > 0)) await sleep(5);
  await append(store);
});

test('one more than may wait is refused at once, and told how many wait and why', async () => {
  const { dataSource, store } = await storeWith({ waiting: 3, waitMs: 200 });
  await whileEmpty(dataSource, 2, async () => {
    let told = 0;
    const waiting = Array.from({ length: 3 }, () => append(store).catch((reason: unknown) => (told++, reason)));
    const error: unknown = await append(store).catch((reason: unknown) => reason);
    expect(told).toBe(0);
    expect(error).toBeInstanceOf(StoreOverloaded);
    expect(error).toMatchObject({
      waiting: 3,
      message: expect.stringContaining("of the pool's 2 connections 2 are in use"),
    });
    for (const told of await Promise.all(waiting)) expect(told).toBeInstanceOf(StoreUnavailable);
  });
  await Promise.all(Array.from({ length: 3 }, () => append(store)));
});

test('a call without an answer is given up, and the next one goes over another connection', async () => {
  const { dataSource, store } = await storeWith({ answerMs: 150 }, 3);
  const stream = newStream();
  await append(store, stream);
  const held = example.owner.createQueryRunner();
  await held.startTransaction();
  await held.query('LOCK TABLE daybook.idempotency_keys');
  const error: unknown = await store
    .append(stream, notes('b'), { expected: 'any', idempotencyKey: newStream() })
    .catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(AppendOutcomeUnknown);
  expect((error as Error).message).toContain('given up after 150 ms');
  await append(store);
  await held.rollbackTransaction();
  await held.release();
  // Other processes are told of an append in a moment after it.
  for (let n = 0; n < 100 && useOf(dataSource)[0] > 0; n++) await sleep(5);
  expect(useOf(dataSource)[0]).toBe(0);
});

test('a store that is closed ends what it has begun, takes no more, and reads on', async () => {
  const { dataSource, store } = await storeWith({}, 4);
  const [held, free] = [newStream(), newStream()];
  await append(store, held);
  const holder = example.owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM daybook.streams WHERE stream_id = $1 FOR UPDATE', [held]);
  const begun = [append(store, held), append(store, held), append(store, free)];
  let closed = false;
  const closing = store.close().then(() => (closed = true));
  await expect(append(store)).rejects.toMatchObject({ code: 'store-closed' });
  await begun[2];
  await sleep(50);
  expect(closed).toBe(false);
  await holder.rollbackTransaction();
  await holder.release();
  await closing;
  expect((await Promise.all(begun)).map(({ version }) => version)).toEqual([2, 3, 1]);
  await dataSource.transaction((manager) => store.append(free, notes('b'), { expected: 1, manager }));
  expect(await store.head()).toBeGreaterThan(0);
  await store.close();
});
