import { expect, test } from '@jest/globals';
import { majors, parseMatrixOptions, ways } from './matrix-options.js';

test('without a word it is every version in every way', () => {
  expect(parseMatrixOptions(['--seed', '7'])).toEqual({
    versions: majors,
    ways,
    contractOnly: false,
    seconds: 15,
    seed: 7,
    workers: 1,
  });
});

test('versions and ways narrow it', () => {
  const options = parseMatrixOptions(['16', '14', '--pooler', '--contract', '--seconds', '0']);
  expect(options).toMatchObject({ versions: [14, 16], ways: ['pooler'], contractOnly: true, seconds: 0 });
});

test.each([
  [['13'], 'There is no PostgreSQL 13 here.'],
  [['--seconds', 'many'], '--seconds is "many", not a whole number from 0.'],
  [['--workers', '0'], '--workers is "0", not a whole number from 1.'],
  [['--everything'], 'everything'],
])('%j is refused', (argv, why) => {
  expect(() => parseMatrixOptions(argv)).toThrow(why);
});
