import { describe, expect, test } from '@jest/globals';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { reading } from './read-error.js';
import { conflictOf, isOfTheDriver } from './transaction-error.js';

const refused = (code: string): Error => Object.assign(new Error('could not serialize'), { severity: 'ERROR', code });

describe('That another transaction was first', () => {
  test.each(['40001', '40P01'])('is known by %s, whoever wraps it', (sqlState) => {
    const conflict = { code: 'transaction-conflict', sqlState };
    expect(conflictOf(refused(sqlState))).toMatchObject(conflict);
    expect(conflictOf(new Error('business', { cause: new StoreUnavailable('x', refused(sqlState)) }))).toMatchObject(
      conflict,
    );
  });

  test('is not said twice, and not of anything else', () => {
    expect(conflictOf(new ConcurrencyError('a-1', 1, undefined, refused('40001')))).toBeUndefined();
    expect(conflictOf(refused('23505'))).toBeUndefined();
    expect(conflictOf('40001')).toBeUndefined();
  });

  test('is told of a read, too, which otherwise was not to be had', async () => {
    const failing = (code: string) => reading('reading a stream', () => Promise.reject(refused(code)));
    await expect(failing('40001')).rejects.toMatchObject({ code: 'transaction-conflict' });
    await expect(failing('57P01')).rejects.toMatchObject({ code: 'store-unavailable', operation: 'reading a stream' });
  });
});

test('An error of the driver is told from one of the work, also where its causes go round in a circle', () => {
  const circle = new Error('round');
  circle.cause = new Error('and round', { cause: circle });
  expect(isOfTheDriver(circle)).toBe(false);
  expect(isOfTheDriver(new Error('Connection terminated unexpectedly'))).toBe(true);
  expect(isOfTheDriver(new Error('lost', { cause: refused('57P01') }))).toBe(true);
});
