import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { balanceOf, breachOf } from './example/breach-of.js';
import { MemoryHarbour } from './example/memory-harbour.js';
import { wrongRecordings } from '../record-refund/example/wrong-recordings.js';
import { PlayedFulfilment, type PlayedSagas } from './example/played-fulfilment.js';
import { fulfilments } from './example/random-fulfilments.js';
import { wrongFulfilments } from './example/wrong-fulfilments.js';
import { OrderFulfilment } from './order-fulfilment.saga.js';

let harbour: MemoryHarbour;

beforeAll(async () => {
  harbour = await MemoryHarbour.open();
});
afterAll(() => harbour.close());

const addsUp = (sagas: PlayedSagas, ended: (status: string) => void = () => undefined) =>
  fc.asyncProperty(fulfilments, async (fulfilment) => {
    const played = await PlayedFulfilment.of(harbour, sagas, fulfilment);
    const breach = await breachOf(played, [...fulfilment.before, ...fulfilment.moves]);
    if (breach !== undefined) throw new Error(breach);
    ended((await balanceOf(played)).status);
  });

test('whatever happens in whatever order, money and stock add up at the end of every order', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    addsUp({ fulfilment: OrderFulfilment }, (status) => ends.set(status, (ends.get(status) ?? 0) + 1)),
    { numRuns: 200 },
  );
  // Or nothing of interest was played.
  for (const status of ['delivered', 'cancelled', 'became-unavailable']) expect(ends.get(status)).toBeGreaterThan(20);
});

describe('Random fulfilments find out one that', () => {
  const wrong = [
    ...Object.entries(wrongFulfilments).map(([how, [fulfilment, why]]) => ({ how, why, sagas: { fulfilment } })),
    ...Object.entries(wrongRecordings).map(([how, refunds]) => ({
      how,
      why: /the order and its payment differ/,
      sagas: { fulfilment: OrderFulfilment, refunds },
    })),
  ];
  test.each(wrong)('$how', async ({ sagas, why }) => {
    const { errorInstance } = await fc.check(addsUp(sagas), { numRuns: 1000, endOnFailure: true });
    expect(String(errorInstance)).toMatch(why);
  });
});
