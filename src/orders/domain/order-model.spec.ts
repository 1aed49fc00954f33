import { changesOf } from '@daybook/domain';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstBreach } from './example/first-breach.js';
import { sessions } from './example/random-sessions.js';
import { wrongOrders } from './example/wrong-orders.js';
import { Order } from './order.js';
import { orderEvents } from './order-events.js';

test('whatever is asked of it, an order does what one on paper would do, and its history says what it is', () => {
  let refused = 0;
  const happened = new Map<unknown, number>();
  fc.assert(
    fc.property(sessions, (asked) => {
      const session = firstBreach(Order, asked);
      if (typeof session === 'string') throw new Error(session);
      refused += session.refused;
      for (const { event } of changesOf(session.order)) {
        happened.set(event.constructor, (happened.get(event.constructor) ?? 0) + 1);
      }
    }),
    { numRuns: 500 },
  );
  // Or nothing of interest was asked.
  expect(refused).toBeGreaterThan(2000);
  expect(orderEvents.filter((event) => (happened.get(event) ?? 0) < 10)).toEqual([]);
});

describe('Random sessions find out an order that', () => {
  test.each(Object.entries(wrongOrders))('%s', (_how, wrong) => {
    const { failed } = fc.check(
      fc.property(sessions, (asked) => typeof firstBreach(wrong, asked) !== 'string'),
      { numRuns: 2000, endOnFailure: true },
    );
    expect(failed).toBe(true);
  });
});
