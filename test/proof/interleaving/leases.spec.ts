import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { LeaseRun, leasePlans, type LeasePlan, type LeaseTally } from './leases/lease-run.js';
import * as wrongLeases from './leases/wrong-leases.js';
import { modelledCodec } from './modelled.js';
import { explore, printCaught } from './scheduling/explored.js';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
});
afterEach(() => {
  jest.useRealTimers();
});

describe('processes that share a subscription, over a PostgreSQL in which allocated, durable, visible and told are four things', () => {
  it('apply each event once and in order, whoever pauses, dies, takes over, leaves or divides anew', async () => {
    const tally: LeaseTally = { steps: 0, applied: 0, takeOvers: 0, divisions: 0, crashes: 0 };
    const run = (plan: LeasePlan): Promise<void> => new LeaseRun(plan, modelledCodec).run(tally);
    const { interleavings, seed, violation } = await explore(leasePlans, run, 200);
    const counted = Object.entries(tally).map(([what, count]) => `${count} ${what}`);
    console.log(`leases: ${interleavings} interleavings of seed ${seed}, ${counted.join(', ')}`);
    expect(violation?.message).toBeUndefined();
    expect(Math.min(...countsOf(tally))).toBeGreaterThan(0);
  });

  it.each(Object.entries(wrongLeases))('are betrayed by %s', async (name, wrong) => {
    const explored = await explore(leasePlans, (plan) => new LeaseRun(plan, modelledCodec, wrong).run(), 3_000, 40);
    printCaught(name, explored);
    expect(explored.violation?.invariant).toMatch(/^I([1-5]|11)$/);
  });
});

function countsOf(tally: LeaseTally): readonly number[] {
  return Object.values(tally) as number[];
}
