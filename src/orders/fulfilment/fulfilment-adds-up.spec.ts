import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SagaClass } from '@daybook/nestjs/sagas';
import fc from 'fast-check';
import { balanceOf, breachOf } from './example/breach-of.js';
import { MemoryHarbour } from './example/memory-harbour.js';
import { PlayedFulfilment } from './example/played-fulfilment.js';
import { fulfilments } from './example/random-fulfilments.js';
import { wrongFulfilments } from './example/wrong-fulfilments.js';
import { OrderFulfilment } from './order-fulfilment.saga.js';

let harbour: MemoryHarbour;

beforeAll(async () => {
  harbour = await MemoryHarbour.open();
});
afterAll(() => harbour.close());

const addsUp = (saga: SagaClass, ended: (status: string) => void = () => undefined) =>
  fc.asyncProperty(fulfilments, async (fulfilment) => {
    const played = await PlayedFulfilment.of(harbour, saga, fulfilment);
    const breach = await breachOf(played, fulfilment.moves);
    if (breach !== undefined) throw new Error(breach);
    ended((await balanceOf(played)).status);
  });

test('whatever happens in whatever order, money and stock add up at the end of every order', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    addsUp(OrderFulfilment, (status) => ends.set(status, (ends.get(status) ?? 0) + 1)),
    { numRuns: 200 },
  );
  // Or nothing of interest was played.
  for (const status of ['delivered', 'cancelled', 'became-unavailable']) expect(ends.get(status)).toBeGreaterThan(20);
});

describe('Random fulfilments find out one that', () => {
  test.each(Object.entries(wrongFulfilments))('%s', async (_how, wrong) => {
    const { errorInstance } = await fc.check(addsUp(wrong), { numRuns: 1000, endOnFailure: true });
    expect(String(errorInstance)).toContain('of a fulfilment that is');
  });
});
