import { DaybookError } from '@daybook/domain';
import { AppendOutcomeUnknown, ConcurrencyError, StoreUnavailable } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import type { Said } from '../history/history-file.js';
import { Attempts, Failed } from './attempts.js';

const wanted = { kind: 'transfer', from: 'account-1', to: 'account-2', coins: 3 } as const;
const unknown = new AppendOutcomeUnknown(['id'], new Error('cut'));
const away = new StoreUnavailable('appending', new Error('refused'));
const conflict = (expected: number | 'noStream' | 'streamExists', actual: number): ConcurrencyError =>
  new ConcurrencyError('cell-1', expected, actual);

/** What a history says of one call, of which each attempt meets the next of these errors, and the last one none. */
async function saidOf(errors: readonly Error[], isOver = false): Promise<readonly string[]> {
  const said: Said[] = [];
  const attempts = new Attempts({ write: (entry) => void said.push(entry) }, () => isOver);
  const left = [...errors];
  await attempts.make('app-1.1-c0-1', wanted, () => {
    const error = left.shift();
    return error === undefined ? Promise.resolve({}) : Promise.reject(error);
  });
  return said.map((entry) => ('error' in entry ? `${entry.word} ${entry.error.split(':')[0]}` : entry.word));
}

describe('a call', () => {
  test('is invoked and then answered', async () => {
    expect(await saidOf([])).toEqual(['invoked', 'ok']);
  });

  test.each([
    ['the store is away', away, 'store-unavailable'],
    ['another one was first', conflict(3, 4), 'concurrency-conflict'],
    ['nobody has been there yet', conflict('streamExists', 0), 'concurrency-conflict'],
    ['it was rolled back, as it was to be', new Failed('rolled back'), 'Error'],
  ])('has failed where %s', async (_why, error, word) => {
    expect(await saidOf([error])).toEqual(['invoked', `failed ${word}`]);
  });

  test('is repeated while its outcome is unknown', async () => {
    expect(await saidOf([unknown, unknown])).toEqual([
      'invoked',
      'unknown append-outcome-unknown',
      'unknown append-outcome-unknown',
      'ok',
    ]);
  });

  test('is not known to have failed because a repetition could not be made', async () => {
    expect(await saidOf([unknown, away])).toEqual([
      'invoked',
      'unknown append-outcome-unknown',
      'unknown store-unavailable',
      'ok',
    ]);
  });

  test('has failed where a repetition finds that versions have gone past it, and may not have where they may yet come', async () => {
    const [invoked, first] = ['invoked', 'unknown append-outcome-unknown'];
    expect(await saidOf([unknown, conflict(3, 4)])).toEqual([invoked, first, 'failed concurrency-conflict']);
    expect(await saidOf([unknown, conflict('noStream', 1)])).toEqual([invoked, first, 'failed concurrency-conflict']);
    expect(await saidOf([unknown, conflict(5, 4)])).toEqual([invoked, first, 'unknown concurrency-conflict', 'ok']);
  });

  test('stays unknown where the process leaves', async () => {
    expect(await saidOf([unknown], true)).toEqual(['invoked', 'unknown append-outcome-unknown']);
  });

  test('tells of errors that nobody has promised', async () => {
    class Strange extends DaybookError {
      readonly code = 'strange';
    }
    expect(await saidOf([new RangeError('oh')])).toEqual(['invoked', 'bug app-1.1-c0-1', 'unknown RangeError']);
    expect(await saidOf([new Strange('oh')])).toEqual(['invoked', 'bug app-1.1-c0-1', 'unknown strange']);
  });
});
