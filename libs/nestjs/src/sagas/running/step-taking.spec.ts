import { BusinessRuleViolation } from '@daybook/domain';
import { type FailedAttempt, StoreUnavailable, Trouble } from '@daybook/event-store';
import { beforeEach, expect, test } from '@jest/globals';
import { claimed } from './example/claims.js';
import { Insistence } from './insistence.js';
import type { SagaNotice } from './saga-notice.js';
import type { SendingOutcome } from './step-sending.js';
import { StepTaking } from './step-taking.js';

const away = new StoreUnavailable('appending', new Error('refused'));

let said: FailedAttempt[];
let notices: SagaNotice[];
let carriedOut: number;
let givenUp: number;
let sent: number;
/** What the store throws at each further call. */
let storeThrows: Error[];
let isLost: boolean;

beforeEach(() => {
  [said, notices, carriedOut, storeThrows, isLost] = [[], [], 0, [], false];
  [givenUp, sent] = [0, 0];
});

function taking(
  outcome: SendingOutcome,
  insistence = new Insistence(() => new Trouble({ doing: 'it' }, () => undefined)),
) {
  const throwing = (): void => {
    const error = storeThrows.shift();
    if (error !== undefined) throw error;
  };
  return new StepTaking({
    store: {
      failed: async (_claim, attempt) => {
        throwing();
        said.push(attempt);
        return !isLost;
      },
    },
    sending: {
      send: async () => {
        sent++;
        return outcome;
      },
    },
    outcomes: {
      carriedOut: async () => {
        throwing();
        carriedOut++;
        return false;
      },
      refused: async () => throwing(),
      givenUp: async () => {
        throwing();
        givenUp++;
      },
    },
    claims: { isLost: () => isLost },
    insist: (...work) => insistence.insist(...work),
    retryOf: () => ({ attempts: 3, firstMs: 10, longestMs: 50 }),
    notice: (notice) => notices.push(notice),
    wakeIn: () => undefined,
  });
}

test('an attempt that failed is made again, later each time, and the last one parks the instance', async () => {
  const its = taking({ word: 'failed', error: new Error('no') });
  for (const failures of [0, 1, 2]) await its.take(claimed({ attempts: failures + 1, failures }));
  expect(said).toEqual([
    { failure: 'Error: no', againInMs: 10, counts: true },
    { failure: 'Error: no', againInMs: 30, counts: true },
    { failure: 'Error: no', againInMs: undefined, counts: true },
  ]);
  expect(notices.map(({ word }) => word)).toEqual(['attempt-failed', 'attempt-failed', 'stuck']);
});

test('how often a step has failed is what the store has on record, so that it outlives the process', async () => {
  await taking({ word: 'failed', error: new Error('no') }).take(claimed({ attempts: 3, failures: 2 }));
  expect([said.at(-1)?.againInMs, notices]).toEqual([undefined, [expect.objectContaining({ word: 'stuck' })]]);
});

test('a step of an instance that was ended meanwhile is not sent once more', async () => {
  storeThrows = [away];
  await taking({ word: 'carried-out' }).take(claimed({ status: 'ended' }));
  expect([sent, givenUp, carriedOut]).toEqual([0, 1, 0]);
});

test('claims that have run out are no failures of the step', async () => {
  await taking({ word: 'failed', error: new Error('no') }).take(claimed({ attempts: 7 }));
  expect(said).toMatchObject([{ againInMs: 10, counts: true }]);
});

test('what is the fault of the store counts as no attempt, however often it comes, and is tried again later each time', async () => {
  const its = taking({ word: 'failed', error: away });
  for (let n = 0; n < 5; n++) await its.take(claimed({ attempts: 1 }));
  expect(said.map(({ againInMs, counts }) => [againInMs, counts])).toEqual(
    [10, 30, 50, 50, 50].map((ms) => [ms, false]),
  );
});

test('what came of a command is put on record as soon as the store can, and the command is not sent again for it', async () => {
  storeThrows = [away, away];
  await taking({ word: 'carried-out' }).take(claimed());
  expect([carriedOut, said]).toEqual([1, []]);
});

test('that is given up when another process has the step, or when this one ends', async () => {
  storeThrows = [away, away, away];
  isLost = true;
  await taking({ word: 'carried-out' }).take(claimed());
  isLost = false;
  const insistence = new Insistence(() => new Trouble({ doing: 'it' }, () => undefined));
  insistence.giveUp();
  await taking({ word: 'carried-out' }, insistence).take(claimed());
  expect([carriedOut, storeThrows.length]).toEqual([0, 1]);
});

test('nothing is told of an attempt that is another process’s by now', async () => {
  isLost = true;
  await taking({ word: 'failed', error: new Error('no') }).take(claimed());
  expect(notices).toEqual([]);
});

test('a saga that cannot make anything of an answer has failed at the step', async () => {
  storeThrows = [new TypeError('its method is wrong')];
  await taking({ word: 'refused', round: 1, error: new BusinessRuleViolation('a-rule', 'No.') }).take(claimed());
  expect(said).toMatchObject([{ failure: 'TypeError: its method is wrong', againInMs: 10 }]);
});
