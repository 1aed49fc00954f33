import { resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { sampleArguments } from './sample-arguments.js';

describe('npm run sample', () => {
  test('makes a thousand rows of twenty accounts on standard output, unless it is told otherwise', () => {
    expect(sampleArguments(['bank'])).toEqual({ rows: 1000, accounts: 20, seed: 1, out: undefined });
    const told = ['bank', '--rows', '9', '--accounts=3', '--seed', '0', '--out', 'x.csv'];
    expect(sampleArguments(told)).toEqual({ rows: 9, accounts: 3, seed: 0, out: resolve('x.csv') });
  });

  test('takes an account for each fifty rows of a long statement, and no more accounts than rows', () => {
    expect(sampleArguments(['bank', '--rows', '1000000']).accounts).toBe(20_000);
    expect(sampleArguments(['bank', '--rows', '5']).accounts).toBe(5);
  });

  test.each([
    [[], /say what to make a sample of/],
    [['shop'], /say what to make a sample of/],
    [['bank', 'bank'], /say what to make a sample of/],
    [['bank', '--rows', '0'], /--rows is "0", not a whole number from 1/],
    [['bank', '--rows', '1e3'], /--rows is "1e3"/],
    [['bank', '--rows', '-5'], /rows/],
    [['bank', '--seed', '4294967296'], /--seed is .* to 4294967295/],
    [['bank', '--rows', '5', '--accounts', '6'], /6 accounts need at least as many rows/],
    [['bank', '--row', '5'], /Unknown option '--row'/],
  ])('refuses %j and says how it is called', (args, message) => {
    expect(() => sampleArguments(args)).toThrow(expect.objectContaining({ code: 'usage-invalid' }));
    expect(() => sampleArguments(args)).toThrow(message);
    expect(() => sampleArguments(args)).toThrow(/npm run sample -- bank/);
  });
});
