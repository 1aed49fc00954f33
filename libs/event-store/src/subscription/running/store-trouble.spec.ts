import { describe, expect, it } from '@jest/globals';
import { TransactionAborted } from '../../postgres/transaction-aborted.error.js';
import { TransactionOutcomeUnknown } from '../../postgres/transaction-outcome-unknown.error.js';
import { StoreUnavailable } from '../../stream/store-unavailable.error.js';
import { InvalidRead } from '../../stream/invalid-read.error.js';
import { isMistake, isPassing } from './store-trouble.js';

function refused(code: string): Error {
  return Object.assign(new Error('refused'), { code, severity: 'ERROR' });
}

describe('what is the fault of the store, and not of the event', () => {
  it.each([
    ['a store that is away', new StoreUnavailable('reading', undefined)],
    ['an outcome that nobody knows', new TransactionOutcomeUnknown(undefined)],
    ['a full disk', refused('53100')],
    ['a server that shuts down, behind the error of a library', new Error('no', { cause: refused('57P01') })],
    ['a standby', refused('25006')],
    ['a deadlock', refused('40P01')],
  ])('%s', (_, error) => {
    expect(isPassing(error)).toBe(true);
  });

  it.each([
    ['a violated constraint', refused('23505')],
    ['a statement that was cancelled for its length', refused('57014')],
    ['an error of the handler', new Error('no')],
    ['a transaction that went on after an error', new TransactionAborted('23505')],
    ['something that is no error', 'no'],
  ])('not %s', (_, error) => {
    expect(isPassing(error)).toBe(false);
  });

  it('is not endless where causes go in a circle', () => {
    const error = new Error('one');
    error.cause = error;
    expect(isPassing(error)).toBe(false);
  });

  it('tells mistakes from what may pass', () => {
    expect(isMistake(new TypeError('undefined'))).toBe(true);
    expect(isMistake(new InvalidRead('limit', 'is wrong', 'Mend it.'))).toBe(true);
    expect(isMistake(new StoreUnavailable('reading', undefined))).toBe(false);
    expect(isMistake(new Error('connect ECONNREFUSED'))).toBe(false);
  });
});
