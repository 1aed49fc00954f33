import { resolve } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { importArguments } from './import-arguments.js';

describe('npm run import', () => {
  test('imports without a limit and verifies nothing, unless it is told otherwise', () => {
    expect(importArguments(['bank', 'x.csv'])).toEqual({
      file: resolve('x.csv'),
      overdraftLimitMinor: null,
      concurrency: 64,
      imports: true,
      verifies: false,
    });
    const told = ['bank', 'x.csv', '--overdraft-limit-minor', '0', '--concurrency=8', '--verify'];
    expect(importArguments(told)).toMatchObject({
      overdraftLimitMinor: 0,
      concurrency: 8,
      imports: true,
      verifies: true,
    });
    expect(importArguments(['bank', 'x.csv', '--verify-only'])).toMatchObject({ imports: false, verifies: true });
  });

  test.each([
    [[], /say what to import/],
    [['x.csv'], /say what to import/],
    [['bank'], /the file is missing/],
    [['bank', 'x.csv', 'y.csv'], /"y.csv" is one file too many/],
    [['bank', 'x.csv', '--overdraft-limit-minor', 'none'], /--overdraft-limit-minor is "none"/],
    [['bank', 'x.csv', '--overdraft-limit-minor'], /overdraft-limit-minor/],
    [['bank', 'x.csv', '--concurrency', '0'], /--concurrency is "0", not a whole number from 1/],
    [['bank', 'x.csv', '--verfy'], /Unknown option '--verfy'/],
    [['bank', 'x.csv', '--verify=yes'], /verify/],
  ])('refuses %j and says how it is called', (args, message) => {
    expect(() => importArguments(args)).toThrow(expect.objectContaining({ code: 'usage-invalid' }));
    expect(() => importArguments(args)).toThrow(message);
    expect(() => importArguments(args)).toThrow(/npm run import -- bank <file.csv>/);
  });
});
