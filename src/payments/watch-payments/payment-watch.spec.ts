import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import { describe, expect, test } from '@jest/globals';
import { FreezeAccount } from '../../accounts/contract/account-commands.js';
import { PaymentAuthorised, PaymentRefused } from '../contract/payment-events.js';
import {
  BelievesTheFuture,
  ByTheTimeOfTelling,
  CountsEveryRefusal,
  ForgetsHistory,
  FreezesAgain,
  FreezesForHistory,
} from './example/wrong-watches.js';
import { PaymentWatch } from './payment-watch.saga.js';

const terms = { orderId: 'o-1', accountId: 'alice', currency: 'EUR' };
const authorised = (amountMinor = 100) => PaymentAuthorised.of({ ...terms, amountMinor });
const refused = (code = 'insufficient-funds', step: PaymentRefused['step'] = 'authorisation') =>
  PaymentRefused.of({ ...terms, amountMinor: 100, step, code, reason: 'No.' });

/** A minute of the day that these tests are about. */
const minute = (n: number) => new Date(Date.UTC(2026, 2, 1, 0, n));
const times = (count: number) => Array.from({ length: count }, (_, n) => n);

/** What is told in a minute; happened then as well, if nothing else is said. */
interface Told {
  readonly at: number;
  readonly event?: PaymentAuthorised | PaymentRefused;
  readonly happened?: number;
}
type Watches = typeof PaymentWatch;

/** After which of these the account is frozen, from 1 on. */
function freezes(watch: Watches, all: readonly Told[]): readonly number[] {
  const frozen: number[] = [];
  all.reduce((scenario, { at, event = authorised(), happened = at }, index) => {
    const told = scenario.at(minute(at)).when(event, { occurredAt: minute(happened) });
    try {
      told.expectCommands();
    } catch {
      frozen.push(index + 1);
    }
    return told;
  }, givenSaga(watch));
  return frozen;
}

const everyMinute = (count: number, from = 0, event: Told['event'] = authorised()) =>
  times(count).map((n) => ({ at: from + n, event }));
/** An hour for each of these amounts, a day before. */
const yesterday = times(6).map((n) => ({ at: 1440 + n * 60, event: authorised(1000) }));

/** What is promised of the watch, each as a test that a wrong one fails. */
const promises = {
  'at the twenty-first payment within an hour, and once for them': (watch) => {
    expect(freezes(watch, everyMinute(25))).toEqual([21]);
  },
  'wherever the hour of its payments lies, in whichever order they are told': (watch) => {
    // Every four minutes for four hours, told all at once and in disorder: fifteen within any hour.
    const disorder = times(60).map((n) => ({ at: 300, happened: 300 - ((n * 23) % 60) * 4, event: refused() }));
    expect(freezes(watch, disorder)).toEqual([]);
    // Twenty-one within an hour, told from the last to the first.
    expect(
      freezes(
        watch,
        times(21).map((n) => ({ at: 60, happened: 60 - n * 2 })),
      ),
    ).toEqual([21]);
  },
  'not for what is history': (watch) => {
    expect(
      freezes(
        watch,
        times(30).map((n) => ({ at: 1000, happened: n })),
      ),
    ).toEqual([]);
  },
  'compared with its past, history included': (watch) => {
    const past = yesterday.map(({ at, event }) => ({ at: 3000, happened: at, event }));
    expect(freezes(watch, [...past, { at: 3000, event: authorised(9000) }])).toEqual([7]);
  },
  'not for steps that its owner did not ask for': (watch) => {
    const captures = everyMinute(30, 0, refused('account-must-not-be-frozen', 'capture'));
    expect(freezes(watch, [...everyMinute(1), ...captures])).toEqual([]);
  },
  'also when a payment was said to come from the future': (watch) => {
    expect(freezes(watch, [{ at: 0, happened: 100_000 }, ...everyMinute(25, 1)])).toEqual([21]);
  },
} satisfies Record<string, (watch: Watches) => void>;

describe('An account is frozen', () => {
  test.each(Object.entries(promises))('%s', (_promise, isKept) => {
    isKept(PaymentWatch);
  });

  test('with the words of the rule, for whoever reviews it', () => {
    const reason = 'The account has promised 1000001 within an hour, and 1000000 are usual at most. Ask its owner.';
    const freeze = new FreezeAccount('alice', reason);
    const frozen = givenSaga(PaymentWatch, authorised(1_000_000)).expectCommands().when(authorised(1));
    frozen.expectCommands(freeze);
    // Frozen already, closed, or unknown: nobody has to look at the watch for that.
    const next = frozen.whenRefused(freeze, 'account-must-not-be-frozen').expectRunning();
    next.when(authorised(1)).expectCommands();
  });

  test('for what it refuses, unless it is frozen, closed or not there', () => {
    expect(freezes(PaymentWatch, everyMinute(25, 0, refused()))).toEqual([21]);
    for (const code of ['account-must-not-be-frozen', 'account-must-be-open', 'aggregate-not-found']) {
      expect(freezes(PaymentWatch, everyMinute(25, 0, refused(code)))).toEqual([]);
    }
  });

  test('anew when it goes on like that after a review', () => {
    expect(freezes(PaymentWatch, everyMinute(45))).toEqual([21, 42]);
  });
});

test.each<[Watches, keyof typeof promises]>([
  [FreezesAgain, 'at the twenty-first payment within an hour, and once for them'],
  [ByTheTimeOfTelling, 'wherever the hour of its payments lies, in whichever order they are told'],
  [FreezesForHistory, 'not for what is history'],
  [ForgetsHistory, 'compared with its past, history included'],
  [CountsEveryRefusal, 'not for steps that its owner did not ask for'],
  [BelievesTheFuture, 'also when a payment was said to come from the future'],
])('is found out: %p', (wrong, promise) => {
  expect(() => promises[promise](wrong)).toThrow();
});
