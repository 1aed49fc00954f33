import { describe, expect, test } from '@jest/globals';
import { copyOf } from '../read-model/copy-of.js';
import { rowDifference } from './row-difference.js';

const row = {
  id: 'a',
  cents: 5n,
  at: new Date(0),
  tags: { list: ['x', { deep: 1 }] },
  byDay: new Map([['monday', 1]]),
  rate: NaN,
  note: null as string | null,
};

describe('rows are compared by what they hold', () => {
  test('so that copies are the same', () => {
    expect(rowDifference('a', row, copyOf(row))).toBeUndefined();
    expect(rowDifference('a', { id: 'a', note: undefined }, { id: 'a' })).toBeUndefined();
    expect(rowDifference('a', undefined, undefined)).toBeUndefined();
  });

  test.each([
    ['cents', 6n],
    ['cents', '5'],
    ['at', new Date(1)],
    ['tags', { list: ['x', { deep: 2 }] }],
    ['tags', { list: ['x'] }],
    ['byDay', new Map([['monday', 2]])],
    ['rate', 0],
    ['note', ''],
    ['note', undefined],
  ])('another value of %s is named with both', (field, found) => {
    expect(rowDifference('a', row, { ...row, [field]: found })).toEqual({
      key: 'a',
      kind: 'altered',
      fields: [{ field, expected: (row as Record<string, unknown>)[field], found }],
      failure: undefined,
    });
  });

  test('a field that nobody knows is one too many', () => {
    const fields = [{ field: 'more', expected: undefined, found: 1 }];
    expect(rowDifference('a', row, { ...row, more: 1 })).toMatchObject({ kind: 'altered', fields });
  });

  test('of a row that is missing or surplus, all fields are named', () => {
    expect(rowDifference('a', { id: 'a', cents: 0 }, undefined)).toMatchObject({
      kind: 'missing',
      fields: [
        { field: 'id', expected: 'a', found: undefined },
        { field: 'cents', expected: 0, found: undefined },
      ],
    });
    const fields = [{ field: 'id', expected: undefined, found: 'a' }];
    expect(rowDifference('a', undefined, { id: 'a' })).toMatchObject({ kind: 'surplus', fields });
  });
});
