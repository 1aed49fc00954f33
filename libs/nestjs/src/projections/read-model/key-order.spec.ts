import { expect, test } from '@jest/globals';
import { compareKeys } from './key-order.js';

test('keys are in the order of their UTF-8 bytes', () => {
  const keys = [
    '',
    'a',
    'ab',
    'b',
    'B',
    'é',
    '\u{d7ff}',
    '\u{e000}',
    '\u{ffff}',
    '\u{10000}',
    '\u{10ffff}',
    'a\u{10000}',
    'a\u{ffee}',
  ];
  const byBytes = [...keys].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect([...keys].sort(compareKeys)).toEqual(byBytes);
  expect([...keys].sort()).not.toEqual(byBytes);
});
