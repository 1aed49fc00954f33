import { ConcurrencyError, type EventStore } from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { AggregateRepository } from './aggregate-repository.js';
import { InterposedStore } from './example/interposed-store.js';
import { tallyStore } from './example/tally-store.js';
import { Tally } from './example/tally.js';

const limit = 10;
const countUpToLimit = (tally: Tally): boolean => {
  if (tally.sum >= limit) return false;
  tally.count(1);
  return true;
};

/** Twenty processes at once, each of which may count by one, but none beyond the limit. */
async function contend(store: EventStore): Promise<{ counted: number; decided: number; sum: number; appends: number }> {
  let decided = 0;
  const seen = new InterposedStore(store, async () => undefined);
  const tallies = new AggregateRepository(Tally, seen);
  await tallies.create('t-1', (tally) => tally.begin('o-1'));
  const writers = Array.from({ length: 20 }, () =>
    new AggregateRepository(Tally, seen).update('t-1', (tally) => (decided++, countUpToLimit(tally)), { retries: 100 }),
  );
  const outcomes = await Promise.all(writers);
  const { sum } = await tallies.load('t-1');
  return { counted: outcomes.filter(({ result }) => result).length, decided, sum, appends: seen.appends.length - 1 };
}

describe('Writers of one aggregate at once', () => {
  test('decide again after a conflict, on what the others have done, so that none of it is lost and no rule broken', async () => {
    const { counted, decided, sum, appends } = await contend(tallyStore());
    expect([counted, sum]).toEqual([limit, limit]);
    expect(appends).toBeGreaterThan(limit); // there was contention, or this has shown nothing
    expect(decided).toBeGreaterThan(20);
  });

  test('would break the rule in a build that appends without an expectation', async () => {
    const careless = new InterposedStore(tallyStore(), async (options) => ({ ...options, expected: 'any' }));
    expect((await contend(careless)).sum).toBeGreaterThan(limit);
  });

  test('never meet in one process: each decides once, and none gives up', async () => {
    const seen = new InterposedStore(tallyStore(), async () => undefined);
    const tallies = new AggregateRepository(Tally, seen);
    await tallies.create('t-1', (tally) => tally.begin('o-1'));
    const updates = Array.from({ length: 50 }, () => tallies.update('t-1', (tally) => tally.count(1), { retries: 0 }));
    const sums = (await Promise.all(updates)).map(({ result }) => result);
    expect(sums).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(seen.appends).toHaveLength(51);
  });
});

describe('After a conflict', () => {
  let store: InterposedStore;
  let tallies: AggregateRepository<Tally>;
  let rivals: number;

  beforeEach(async () => {
    const inner = tallyStore();
    const rival = new AggregateRepository(Tally, inner);
    await rival.create('t-1', (tally) => tally.begin('o-1'));
    rivals = Infinity;
    store = new InterposedStore(inner, async (_, count) => {
      if (count <= rivals) await rival.update('t-1', (tally) => tally.count(100));
    });
    tallies = new AggregateRepository(Tally, store);
  });

  test('a decision is made on a fresh aggregate, so that what the lost attempt did to the first is forgotten', async () => {
    rivals = 2;
    const sums: number[] = [];
    const { aggregate, version } = await tallies.update('t-1', (tally) => {
      sums.push(tally.sum);
      tally.count(1);
    });
    expect(sums).toEqual([0, 100, 200]);
    expect([aggregate.sum, version]).toEqual([201, 4]);
  });

  test('an update gives up after five more attempts, or as many as it was told, with the conflict itself', async () => {
    await expect(tallies.update('t-1', (tally) => tally.count(1))).rejects.toMatchObject({
      code: 'concurrency-conflict',
    });
    expect(store.appends).toHaveLength(6);
    await expect(tallies.update('t-1', (tally) => tally.count(1), { retries: 1 })).rejects.toThrow();
    expect(store.appends).toHaveLength(8);
    await expect(tallies.update('t-1', (tally) => tally.count(1), { retries: NaN })).rejects.toThrow();
    expect(store.appends).toHaveLength(9);
  });

  test('nothing is repeated in a transaction that the caller holds', async () => {
    const manager = { connection: {}, queryRunner: {} };
    const update = tallies.update('t-1', (tally) => tally.count(1), { manager, retries: 5 });
    await expect(update).rejects.toMatchObject({ code: 'concurrency-conflict' });
    expect(store.appends).toHaveLength(1);
    expect(store.appends[0]?.manager).toBe(manager);
  });

  test('nothing is repeated for a caller who decided on a version that he has seen', async () => {
    const update = tallies.update('t-1', (tally) => tally.count(1), { expected: 1 });
    await expect(update).rejects.toMatchObject({ code: 'aggregate-outdated', expected: [1], actual: 2 });
    expect(store.appends).toHaveLength(1);
  });

  test('a decision is made again while the aggregate is at the version that was expected', async () => {
    // As the first append after a start or a fail-over: a conflict with nobody, but with what another server may have said.
    const doubtful = new InterposedStore(tallyStore(), async ({ expected }, count) => {
      if (count === 2) throw new ConcurrencyError('tally-t-1', expected, undefined);
    });
    const doubted = new AggregateRepository(Tally, doubtful);
    await doubted.create('t-1', (tally) => tally.begin('o-1'));
    expect(await doubted.update('t-1', (tally) => tally.count(1), { expected: 1 })).toMatchObject({ version: 2 });
    expect(doubtful.appends).toHaveLength(3);
  });

  test('another failure than a conflict is never repeated', async () => {
    const broken = new InterposedStore(tallyStore(), async () => Promise.reject(new Error('lost')));
    await expect(new AggregateRepository(Tally, broken).create('t-1', (tally) => tally.begin('o'))).rejects.toThrow(
      'lost',
    );
    expect(broken.appends).toHaveLength(1);
  });
});
