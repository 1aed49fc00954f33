import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { modelledCodec } from './modelled.js';
import { type OrderingPlan, OrderingRun, orderingPlans, type OrderingTally } from './ordering/ordering-run.js';
import { inShort } from './ordering/reading-pages.js';
import { type Reading, storesReading } from './ordering/reader.js';
import type { Writing } from './ordering/unit-of-work.js';
import * as wrongReaders from './ordering/wrong-readers.js';
import * as wrongWriters from './ordering/wrong-writers.js';
import { explore, printCaught } from './scheduling/explored.js';

// The limits of the store are never reached: the model has a clock of its own.
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

const reading = storesReading(modelledCodec);

describe('readers of the whole log, over a PostgreSQL in which allocated, durable, visible and told are four things', () => {
  it.each([
    ['of the store', reading, 300],
    ['in short', inShort, 1_500],
  ])(
    'skip nothing, whoever writes, commits late, rolls back or dies meanwhile: those %s',
    async (name, reads, runs) => {
      const tally: OrderingTally = { steps: 0, crashes: 0, outOfOrder: 0, met: 0 };
      const run = (plan: OrderingPlan): Promise<void> => new OrderingRun(plan, reads).run(tally);
      const { interleavings, seed, violation } = await explore(orderingPlans, run, runs);
      const counted = Object.entries(tally).map(([what, count]) => `${count} ${what}`);
      console.log(`readers ${name}: ${interleavings} interleavings of seed ${seed}, ${counted.join(', ')}`);
      expect(violation?.message).toBeUndefined();
      expect(Math.min(...countsOf(tally))).toBeGreaterThan(0);
    },
  );

  it.each(Object.entries(wrongWriters))('are betrayed by writers with %s', async (name, writing) => {
    await caught(name, inShort, writing);
  });

  it.each(Object.entries(wrongReaders))('are betrayed when one does as %s', async (name, wrong) => {
    await caught(name, wrong);
  });
});

async function caught(name: string, reads: Reading, writing?: Writing): Promise<void> {
  const explored = await explore(orderingPlans, (plan) => new OrderingRun(plan, reads, writing).run(), 20_000);
  printCaught(name, explored);
  expect(explored.violation?.invariant).toMatch(/^I[1-5]$/);
}

function countsOf(tally: OrderingTally): readonly number[] {
  return Object.values(tally) as number[];
}
