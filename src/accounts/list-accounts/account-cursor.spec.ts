import { describe, expect, test } from '@jest/globals';
import { cursorText, parseCursor } from './account-cursor.js';

const cursor = { sort: '-balanceMinor', value: -5, accountId: 'Zürich 東京' } as const;

/** What the cursor would be, if clients made it. */
const made = (fields: unknown): string => Buffer.from(JSON.stringify(fields)).toString('base64url');

test('A cursor comes back as it was', () => {
  expect(parseCursor(cursorText(cursor), '-balanceMinor')).toEqual(cursor);
});

describe('A cursor is refused', () => {
  test.each([
    ['empty', ''],
    ['of something else', made({ sort: 'balanceMinor' })],
    ['cut', cursorText(cursor).slice(0, -2)],
    ['continued', `${cursorText(cursor)}AA`],
    ['with a letter that base64 does not have', `${cursorText(cursor)}!`],
    ['with more fields', made(['-balanceMinor', -5, 'a', 1])],
    ['with half a cent', made(['-balanceMinor', 0.5, 'a'])],
    ['with a text for a balance', made(['-balanceMinor', '5', 'a'])],
    ['with an id that no database takes', made(['-balanceMinor', 5, 'a\0'])],
  ])('if it is %s', (_how, text) => {
    expect(() => parseCursor(text, '-balanceMinor')).toThrow(
      expect.objectContaining({
        code: 'request-invalid',
        errors: [{ field: 'cursor', message: 'cursor must be the nextCursor of an answer, as it is' }],
      }),
    );
  });

  test.each([
    ['of no date', Number.MAX_SAFE_INTEGER],
    ['that is no moment of a database', -253_402_300_799_999],
    ['of the year 10,000', Date.UTC(10_000, 0, 1)],
  ])('if it is %s', (_how, value) => {
    expect(() => parseCursor(made(['openedAt', value, 'a']), 'openedAt')).toThrow(/malformed/);
  });

  test('if it is of another order, which is named', () => {
    expect(() => parseCursor(cursorText(cursor), 'openedAt')).toThrow(
      expect.objectContaining({
        errors: [
          {
            field: 'cursor',
            message: 'cursor is of a list that is sorted by -balanceMinor, and must be of one by openedAt',
          },
        ],
      }),
    );
  });
});
