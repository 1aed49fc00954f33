import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type AskedPayment,
  noPayments,
  type PaymentPattern,
  promisedMinor,
  spreadOf,
  withPayment,
} from './payment-pattern.js';

const hourMs = 3_600_000;
const payments = fc.array(
  fc.record({ atMs: fc.integer({ min: 0, max: 40 * hourMs }), amountMinor: fc.integer({ min: 0, max: 10_000 }) }),
  { minLength: 1, maxLength: 80 },
);
const patternOf = (asked: readonly AskedPayment[]): PaymentPattern => asked.reduce(withPayment, noPayments);
const inOrder = (asked: readonly AskedPayment[]) => [...asked].sort((one, other) => one.atMs - other.atMs);

test('holds what was asked within the last hour, in whichever order it was told', () => {
  fc.assert(
    fc.property(payments, (asked) => {
      const last = Math.max(...asked.map(({ atMs }) => atMs));
      const recent = asked.filter(({ atMs }) => atMs > last - hourMs);
      const pattern = patternOf(asked);
      expect(pattern.recent).toHaveLength(recent.length);
      expect(promisedMinor(pattern)).toBe(recent.reduce((sum, { amountMinor }) => sum + amountMinor, 0));
    }),
  );
});

test('knows mean and spread of the hours before, as if it had kept them all', () => {
  fc.assert(
    fc.property(payments, (asked) => {
      const { recent, leaving, past } = patternOf(inOrder(asked));
      const sums = new Map<number, number>();
      for (const { atMs, amountMinor } of inOrder(asked).slice(0, asked.length - recent.length)) {
        const hour = Math.floor(atMs / hourMs);
        if (amountMinor > 0) sums.set(hour, (sums.get(hour) ?? 0) + amountMinor);
      }
      const closed = [...sums.values()].slice(0, -1);
      const mean = closed.reduce((sum, one) => sum + one, 0) / Math.max(closed.length, 1);
      const variance = closed.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(closed.length, 1);
      expect(past.hours).toBe(closed.length);
      expect(past.meanMinor).toBeCloseTo(mean, 4);
      expect(spreadOf(past)).toBeCloseTo(Math.sqrt(variance), 4);
      expect(leaving?.sumMinor).toBe([...sums.values()].at(-1));
    }),
  );
});

test('forgets nothing of what was told late', () => {
  fc.assert(
    fc.property(payments, (asked) => {
      const { recent, leaving, past } = patternOf(asked);
      const all = promisedMinor({ recent } as PaymentPattern) + (leaving?.sumMinor ?? 0) + past.meanMinor * past.hours;
      expect(all).toBeCloseTo(
        asked.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        3,
      );
    }),
  );
});

test('is plain JSON, and comes back from it as it was', () => {
  fc.assert(
    fc.property(payments, (asked) => {
      const pattern = patternOf(asked);
      expect(JSON.parse(JSON.stringify(pattern))).toEqual(pattern);
    }),
  );
});
