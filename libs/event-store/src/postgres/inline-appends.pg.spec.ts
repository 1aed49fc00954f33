import { beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { tallies, Tallied, TalliedWithoutLocks } from './example/tallied.js';
import type { PostgresEventStore } from './postgres-event-store.js';

const example = ExampleStore.ofThisSpec();
let store: PostgresEventStore;

beforeAll(async () => {
  await example.owner.query(tallies);
  store = await example.openStore();
  store.workInline(new Tallied());
});

beforeEach(async () => {
  await example.owner.query('TRUNCATE public.tallies');
});

interface Tally {
  readonly text: string;
  readonly times: number;
  readonly positions: readonly number[];
}

async function written(): Promise<readonly Tally[]> {
  const ask = 'SELECT text, times::integer, to_json(positions) AS positions FROM public.tallies ORDER BY text';
  return example.owner.query<Tally[]>(ask);
}

/** Three texts, by twenty writers at a time, in streams of their own; every third holds a transaction. */
async function many(
  stores: readonly PostgresEventStore[],
  rounds = 15,
): Promise<readonly PromiseSettledResult<unknown>[]> {
  return Promise.allSettled(
    Array.from({ length: 20 }, async (_, writer) => {
      const writing = stores[writer % stores.length] as PostgresEventStore;
      for (let n = 0; n < rounds; n++) {
        const events = notes(`t${n % 3}`, `t${(n + writer) % 3}`);
        if (n % 3 === 0) {
          await writing.transactions.run((manager) =>
            writing.append(newStream(), events, { expected: 'any', manager }),
          );
        } else await writing.append(newStream(), events, { expected: 'noStream' });
      }
    }),
  );
}

async function positionsInTheLog(text: string): Promise<readonly number[]> {
  return (await example.log()).filter(({ data }) => data['text'] === text).map(({ position }) => position);
}

test('what several writers append for the same keys is done in the order of positions, once each', async () => {
  const other = await example.openStore();
  other.workInline(new Tallied());
  expect((await many([store, other])).filter(({ status }) => status === 'rejected')).toEqual([]);
  for (const { text, times, positions } of await written()) {
    expect(positions).toEqual(await positionsInTheLog(text));
    expect(times).toBe(positions.length);
  }
  expect(await written()).toHaveLength(3);
});

test('work that takes its keys only when the events have positions loses some of it', async () => {
  const careless = await example.openStore();
  careless.workInline(new TalliedWithoutLocks());
  const before = new Map<string, number>();
  for (const text of ['t0', 't1', 't2']) before.set(text, (await positionsInTheLog(text)).length);
  const outcomes = await many([careless], 1);
  const failed = outcomes.filter(({ status }) => status === 'rejected').length;
  let lost = 0;
  for (const { text, times } of await written()) {
    lost += (await positionsInTheLog(text)).length - (before.get(text) ?? 0) - times;
  }
  expect(failed + lost).toBeGreaterThan(0);
});

test('an append whose work fails is none, alone and among the events of others', async () => {
  const [poisoned, good] = [newStream(), newStream()];
  await expect(store.append(poisoned, notes('a', 'poison'), { expected: 'any' })).rejects.toThrow('cannot be counted');
  await store.append(good, notes('a'), { expected: 'any' });
  expect(await written()).toMatchObject([{ text: 'a', times: 1 }]);
  expect((await example.log()).filter(({ streamId }) => streamId === poisoned)).toEqual([]);
});

test('one who holds the transaction, and goes on after the work has failed, has kept nothing of it but what was his', async () => {
  const [poisoned, good, plain] = [newStream(), newStream(), newStream()];
  await store.transactions.run(async (manager) => {
    await store.append(good, notes('b'), { expected: 'any', manager });
    // At the same time: what is not concerned must not go down with what is.
    const outcomes = await Promise.allSettled([
      store.append(poisoned, notes('b', 'poison'), { expected: 'any', manager }),
      store.append(plain, notes('c'), { expected: 'any', manager }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
  expect(await written()).toMatchObject([
    { text: 'b', times: 1 },
    { text: 'c', times: 1 },
  ]);
  const streams = new Set((await example.log()).map(({ streamId }) => streamId));
  expect([streams.has(good), streams.has(plain), streams.has(poisoned)]).toEqual([true, true, false]);
});

test('an append that is repeated, by its key or by its ids, is not worked on again', async () => {
  const stream = newStream();
  const first = await store.append(stream, notes('d'), { expected: 'any', idempotencyKey: `k-${stream}` });
  const again = await store.append(stream, notes('d'), { expected: 'any', idempotencyKey: `k-${stream}` });
  expect([again.repeated, again.version]).toEqual([true, first.version]);
  expect(await written()).toMatchObject([{ text: 'd', times: 1 }]);
});

test('a conflict is an answer, and the transaction that it was found in stays usable', async () => {
  const stream = newStream();
  await store.append(stream, notes('e'), { expected: 'noStream' });
  await store.transactions.run(async (manager) => {
    const late = store.append(stream, notes('e'), { expected: 'noStream', manager });
    await expect(late).rejects.toMatchObject({ code: 'concurrency-conflict', actual: 1 });
    await store.append(stream, notes('e'), { expected: 1, manager });
  });
  expect(await written()).toMatchObject([{ text: 'e', times: 2 }]);
});

test('of those that travel together, one whose work fails is none by itself, and what is refused is told so', async () => {
  const taken = newStream();
  await store.append(taken, notes('h'), { expected: 'noStream' });
  const streams = Array.from({ length: 20 }, () => newStream());
  const appends = streams.map((stream, n) =>
    store.append(stream, notes(n === 7 ? 'poison' : 'h'), { expected: 'any' }),
  );
  const late = store.append(taken, notes('h'), { expected: 'noStream' });
  const outcomes = await Promise.allSettled(appends);
  expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([7]);
  await expect(late).rejects.toMatchObject({ code: 'concurrency-conflict', actual: 1 });
  const [tally] = await written();
  expect(tally).toMatchObject({ text: 'h', times: 20 });
  expect(tally?.positions).toEqual(await positionsInTheLog('h'));
});

test('appends to one stream are made in the order in which they came, whoever of them goes alone', async () => {
  const stream = newStream();
  const texts = Array.from({ length: 12 }, (_, n) => (n === 5 ? 'poison' : `o${n}`));
  const outcomes = await Promise.allSettled(
    texts.map((text) => store.append(stream, notes(text), { expected: 'any' })),
  );
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  const made = (await example.log()).filter(({ streamId }) => streamId === stream).map(({ data }) => data['text']);
  expect(made).toEqual(texts.filter((text) => text !== 'poison'));
});

test('one that waits for a key keeps nobody waiting, not even whoever holds it', async () => {
  await store.transactions
    .run(async (manager) => {
      await store.append(newStream(), notes('held'), { expected: 'any', manager });
      const waiting = store.append(newStream(), notes('held'), { expected: 'any' });
      // In transactions of their own, which the one that holds the key waits for.
      await Promise.all(
        Array.from({ length: 20 }, () => store.append(newStream(), notes('free'), { expected: 'any' })),
      );
      expect(await written()).toMatchObject([{ text: 'free', times: 20 }]);
      return { waiting };
    })
    .then(({ waiting }) => waiting);
  expect(await written()).toMatchObject([{ times: 20 }, { text: 'held', times: 2 }]);
});

test('several streams at once are followed in the order of positions', async () => {
  const events = (text: string) => ({ streamId: newStream(), events: notes(text, text), expected: 'any' as const });
  const { position } = await store.appendAll([events('f'), events('f'), events('f')]);
  const [tally] = await written();
  expect([tally?.times, tally?.positions.at(-1)]).toEqual([6, position]);
  expect(tally?.positions).toEqual(tally?.positions.toSorted((one, other) => one - other));
});

test('a store that is closed waits for what is under way, and takes no more', async () => {
  const closing = await example.openStore();
  closing.workInline(new Tallied());
  const under = closing.append(newStream(), notes('g'), { expected: 'any' });
  await new Promise((resolve) => setImmediate(resolve));
  await closing.close();
  expect(await written()).toMatchObject([{ text: 'g', times: 1 }]);
  await under;
  await expect(closing.append(newStream(), notes('g'), { expected: 'any' })).rejects.toMatchObject({
    code: 'store-closed',
  });
});

test('everything completes with a pool of size one', async () => {
  const alone = await example.openStore({ dataSource: await example.connect(example.database.applicationUrl, 1) });
  alone.workInline(new Tallied());
  expect((await many([alone])).filter(({ status }) => status === 'rejected')).toEqual([]);
  for (const { times, positions } of await written()) expect(times).toBe(positions.length);
});
