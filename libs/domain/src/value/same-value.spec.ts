import { describe, expect, test } from '@jest/globals';
import { sameValue } from './same-value.js';

const date = (time: number): Date => new Date(time);

describe('two values', () => {
  const same: [unknown, unknown][] = [
    [1, 1],
    [Number.NaN, Number.NaN],
    [0, -0],
    [1n, 1n],
    [date(1), date(1)],
    [date(Number.NaN), date(Number.NaN)],
    [
      [1, [2]],
      [1, [2]],
    ],
    [{ a: 1, b: undefined }, { a: 1 }],
    [
      { a: 1, b: 2 },
      { b: 2, a: 1 },
    ],
    [new Map([['a', [1]]]), new Map([['a', [1]]])],
    [new Set([[1], [2]]), new Set([[2], [1]])],
  ];
  test.each(same)('%p and %p are the same', (one, other) => expect(sameValue(one, other)).toBe(true));

  const different: [unknown, unknown][] = [
    [1, 2],
    [1, '1'],
    [1, 1n],
    [null, undefined],
    [null, {}],
    [date(1), date(2)],
    [date(1), 1],
    [[1], [1, undefined]],
    [[1], { 0: 1 }],
    [{ a: 1 }, { b: 1 }],
    [{ toString: 1 }, {}],
    [new Map([['a', 1]]), new Map([['b', 1]])],
    [new Map([['a', undefined]]), new Map([['b', undefined]])],
    [new Map(), new Set()],
    [new Set([[1], [1]]), new Set([[1], [2]])],
  ];
  test.each(different)('%p and %p are not', (one, other) => expect(sameValue(one, other)).toBe(false));
});
