import { describe, expect, test } from '@jest/globals';
import { anomalyIn } from './anomaly.js';
import { withPaymentOfClockHour } from './example/clock-hours.js';
import { noPayments, type PaymentPattern, withPayment } from './payment-pattern.js';

const minuteMs = 60_000;
const at = (time: string) => Date.parse(`2026-01-01T${time}:00Z`);

/** So many payments, a minute apart. */
function paid(times: number, amountMinor: number, from = at('10:00'), before = noPayments): PaymentPattern {
  let pattern = before;
  for (let n = 0; n < times; n++) pattern = withPayment(pattern, { atMs: from + n * minuteMs, amountMinor });
  return pattern;
}

/** An hour for each amount, one after another, and nothing since. */
function hoursOf(...amounts: readonly number[]): PaymentPattern {
  return amounts.reduce(
    (pattern, amountMinor, hour) => withPayment(pattern, { atMs: at('00:30') + hour * 60 * minuteMs, amountMinor }),
    noPayments,
  );
}
const codeOf = (pattern: PaymentPattern) => anomalyIn(pattern)?.code;

describe('It is unusual that an account is asked', () => {
  test('for more than 20 payments within an hour', () => {
    expect(codeOf(paid(20, 100))).toBeUndefined();
    expect(codeOf(paid(21, 100))).toBe('payments-must-stay-few');
  });

  test('also for those that it refuses', () => {
    expect(codeOf(paid(21, 0))).toBe('payments-must-stay-few');
  });

  test('for as many within any hour: 11 before the clock strikes and 10 after it', () => {
    expect(codeOf(paid(21, 100, at('10:49')))).toBe('payments-must-stay-few');
    let byClock = noPayments;
    for (let n = 0; n < 21; n++) {
      byClock = withPaymentOfClockHour(byClock, { atMs: at('10:49') + n * minuteMs, amountMinor: 100 });
    }
    expect(codeOf(byClock)).toBeUndefined(); // so that a build with hours of the clock notices nothing
  });

  test('but not over two hours', () => {
    const first = paid(15, 100);
    expect(codeOf(paid(15, 100, at('11:15'), first))).toBeUndefined();
  });
});

describe('It is unusual that an account promises', () => {
  test('more than 10,000.00 within an hour', () => {
    expect(codeOf(paid(1, 1_000_000))).toBeUndefined();
    expect(codeOf(paid(1, 1_000_001))).toBe('payments-must-stay-modest');
    expect(codeOf(paid(2, 500_001))).toBe('payments-must-stay-modest');
  });

  test('though not what it has refused', () => {
    expect(codeOf(paid(1, 0, at('10:30'), paid(1, 1_000_000)))).toBeUndefined();
  });
});

describe('It is unusual that an account promises much more than it used to', () => {
  const usual = hoursOf(1000, 1200, 800, 1100, 900, 1000); // the last one is still in part within the hour

  test('which is six times the spread of its past hours above their mean', () => {
    const later = (amountMinor: number) => withPayment(usual, { atMs: at('20:00'), amountMinor });
    const past = later(1).past;
    expect(past.hours).toBe(5);
    expect(past.meanMinor).toBeCloseTo(1000);
    // The spread is 141; a quarter of the mean, 250, is the least that is reckoned with.
    expect(codeOf(later(2500))).toBeUndefined();
    expect(codeOf(later(2501))).toBe('payments-must-resemble-the-past');
  });

  test('with the spread of one whose hours differ more', () => {
    const varied = hoursOf(100, 3900, 100, 3900, 2000, 1, 1);
    const later = (amountMinor: number) => withPayment(varied, { atMs: at('20:00'), amountMinor });
    const { hours, meanMinor, squares } = later(1).past;
    const most = meanMinor + 6 * Math.sqrt(squares / hours);
    expect(Math.sqrt(squares / hours)).toBeGreaterThan(meanMinor / 4);
    expect(codeOf(later(Math.floor(most)))).toBeUndefined();
    expect(codeOf(later(Math.ceil(most) + 1))).toBe('payments-must-resemble-the-past');
  });

  test('unless there is too little to compare it with', () => {
    const young = hoursOf(1000, 1000, 1000, 1000, 1000);
    expect(codeOf(withPayment(young, { atMs: at('20:00'), amountMinor: 900_000 }))).toBeUndefined();
  });
});

test('says why, for whoever reviews the account', () => {
  expect(anomalyIn(paid(1, 1_000_001))).toEqual({
    code: 'payments-must-stay-modest',
    holds: false,
    message: 'The account has promised 1000001 within an hour, and 1000000 are usual at most. Ask its owner.',
    data: { sumMinor: 1_000_001, mostMinorPerHour: 1_000_000 },
  });
});
