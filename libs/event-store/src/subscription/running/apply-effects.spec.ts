import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyEffects } from './apply-effects.js';
import { type AppliesEffects, delivery, EffectsRun, Outage } from './example/effects-run.js';
import { aKeysNextTooEarly, allAtOnce, pastTheParked, theWholeBatchAgain } from './example/wrong-effects.js';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const poisonedAt =
  (...positions: readonly number[]) =>
  (position: number): void => {
    if (positions.includes(position)) throw new Error(`poisoned ${position}`);
  };

describe('Effects of a batch', () => {
  test('happen one at a time and in the order of the log, unless it is said otherwise', async () => {
    const run = new EffectsRun(turn);
    const batch = [delivery(1, 'a'), delivery(2, 'b'), delivery(3, 'a'), delivery(4, 'c')];
    expect(await applyEffects(run.consumer(), batch, run)).toEqual({ undone: undefined, parked: [] });
    expect(run).toMatchObject({ tried: [1, 2, 3, 4], atATime: 1 });
  });

  test('of several keys happen beside each other, as many as may', async () => {
    const run = new EffectsRun(turn);
    const batch = Array.from({ length: 9 }, (_, at) => delivery(at + 1, `k-${at}`));
    await applyEffects(run.consumer(4), batch, run);
    expect(run).toMatchObject({ atATime: 4, atATimePerKey: 1 });
  });

  test('that fail are tried again after pauses, which keep nobody else waiting', async () => {
    const run = new EffectsRun((position, attempt) => {
      if (position === 1 && attempt < 3) throw new Error('not yet');
    });
    const batch = [delivery(1, 'a'), delivery(2, 'a'), delivery(3, 'b'), delivery(4, 'c')];
    expect(await applyEffects(run.consumer(), batch, run)).toMatchObject({ parked: [] });
    expect(run).toMatchObject({ tried: [1, 3, 4, 1, 1, 2], pauses: [10, 30] });
    expect(run.failures).toHaveLength(2);
  });

  test('that fail for good are parked with the later ones of their key; the others flow, each once', async () => {
    const run = new EffectsRun(poisonedAt(2));
    const batch = [delivery(1, 'a'), delivery(2, 'a'), delivery(3, 'b'), delivery(4, 'a'), delivery(5, 'c')];
    const { undone, parked } = await applyEffects(run.consumer(2), batch, run);
    expect(undone).toBeUndefined();
    expect(parked).toEqual([
      {
        key: 'a',
        position: 2,
        eventId: 'e-2',
        streamId: 's-a',
        type: 'noted',
        failure: 'Error: poisoned 2',
        attempts: 3,
      },
      { key: 'a', position: 4, eventId: 'e-4', streamId: 's-a', type: 'noted', failure: undefined, attempts: 0 },
    ]);
    expect(run.tried.toSorted()).toEqual([1, 2, 2, 2, 3, 5]);
  });

  test('for several keys happen for those that are not parked', async () => {
    const run = new EffectsRun(poisonedAt(1));
    const { parked } = await applyEffects(run.consumer(), [delivery(1, 'a'), delivery(2, 'a', 'b')], run);
    expect(parked.map(({ key, position }) => [key, position])).toEqual([
      ['a', 1],
      ['a', 2],
    ]);
    expect(run.done).toEqual(new Map([['b', [2]]]));
  });

  test('that meet what passes are tried for as long as it takes', async () => {
    const run = new EffectsRun((_, attempt) => {
      if (attempt < 8) throw new Outage();
    });
    expect(await applyEffects(run.consumer(), [delivery(1, 'a')], run)).toMatchObject({ parked: [] });
    expect(run.pauses).toEqual([10, 30, 90, 200, 200, 200, 200]);
  });

  test('do not begin any more when they are to stop; what is under way is waited for', async () => {
    const run = new EffectsRun(async (position) => {
      if (position === 2) run.stop.abort();
      await turn();
    });
    const batch = [delivery(1, 'a'), delivery(2, 'b'), delivery(3, 'a'), delivery(4, 'b')];
    const { undone, parked } = await applyEffects(run.consumer(2), batch, run);
    expect([undone?.recorded.position, parked, run.tried]).toEqual([3, [], [1, 2]]);
    expect(run.done).toEqual(new Map([['a', [1]], ['b', [2]]])); // prettier-ignore
  });

  test('that are passed by others when they are to stop are done as well, or those would happen again', async () => {
    const stopped = async (isInTime: boolean) => {
      const run = new EffectsRun(async (position) => {
        if (position === 4) run.stop.abort();
        await turn();
      });
      run.isInTime = isInTime;
      const batch = [delivery(1, 'a'), delivery(2, 'a'), delivery(3, 'b'), delivery(4, 'c'), delivery(5, 'd')];
      const { undone } = await applyEffects(run.consumer(3), batch, run);
      return [undone?.recorded.position, run.tried];
    };
    expect(await stopped(true)).toEqual([5, [1, 3, 4, 2]]);
    // Whose lease is gone begins nothing, and leaves 3 and 4 to be done once more.
    expect(await stopped(false)).toEqual([2, [1, 3, 4]]);
  });

  test('that have failed are not tried again without a pause by one who is to stop', async () => {
    const run = new EffectsRun(async (position) => {
      if (position === 1) throw new Error('fails');
      run.stop.abort();
      await turn();
    });
    const { undone } = await applyEffects(run.consumer(2), [delivery(1, 'a'), delivery(2, 'b')], run);
    expect([undone?.recorded.position, run.tried]).toEqual([1, [1, 2]]);
  });

  test('that stopped have parked nothing behind what is not done, because it will come again', async () => {
    const run = new EffectsRun(async (position) => {
      if (position === 2) throw new Error('poisoned');
      await new Promise((resolve) => setTimeout(resolve, 100));
      run.stop.abort();
    });
    const batch = [delivery(1, 'a'), delivery(2, 'b'), delivery(3, 'a'), delivery(4, 'b')];
    const { undone, parked } = await applyEffects(run.consumer(2), batch, run);
    expect([undone?.recorded.position, parked.map(({ position }) => position)]).toEqual([3, [2]]);
  });
});

/** Throws if a way of handling batches breaks a promise on one of many batches. */
async function judge(apply: AppliesEffects): Promise<void> {
  const batch = fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), fails: fc.constantFrom(0, 0, 0, 1, 9) }), {
    minLength: 1,
    maxLength: 12,
  });
  const property = fc.asyncProperty(batch, fc.integer({ min: 1, max: 4 }), async (events, concurrency) => {
    const run = new EffectsRun(async (position, attempt) => {
      if (position % 2 === 0) await turn();
      if (attempt <= (events[position - 1]?.fails ?? 0)) throw new Error('fails');
    });
    const deliveries = events.map(({ key }, at) => delivery(at + 1, key));
    const { parked } = await apply(run.consumer(concurrency, 2), deliveries, run);
    const all = deliveries.map(({ recorded }) => recorded.position);
    const done = [...run.done.values()].flat();
    expect([...done, ...parked.map(({ position }) => position)].toSorted((a, b) => a - b)).toEqual(all);
    for (const [key, positions] of run.done) {
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
      const first = parked.find((other) => other.key === key)?.position ?? Infinity;
      expect(positions.every((position) => position < first)).toBe(true);
    }
    expect(run.atATime).toBeLessThanOrEqual(concurrency);
    expect(run.atATimePerKey).toBe(1);
  });
  await fc.assert(property, { numRuns: 60 });
}

describe('Whatever fails in a batch, each event is done once and in order, or parked with the later ones of its key', () => {
  test('by what is shipped', () => judge(applyEffects));

  test.each([allAtOnce, aKeysNextTooEarly, theWholeBatchAgain, pastTheParked])('not by %p', async (wrong) => {
    await expect(judge(wrong)).rejects.toThrow('Property failed');
  });
});
