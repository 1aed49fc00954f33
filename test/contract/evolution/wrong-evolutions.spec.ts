import { beforeAll, expect, test } from '@jest/globals';
import { contractOutcomes, type Outcome } from '../contract-outcomes.js';
import { wrongEvolutions } from './wrong-evolutions.js';

let outcomes: readonly Outcome[];

beforeAll(async () => {
  const own = wrongEvolutions.map(([name, , title]) => `^${name} evolution ${title}`).join('|');
  outcomes = await contractOutcomes('test/contract/evolution/*.suite.ts', own);
});

test.each(wrongEvolutions)('the contract finds a store that %s', (name, _, title) => {
  const [own, ...others] = outcomes.filter(
    ({ ancestorTitles, title: found }) => ancestorTitles[0] === name && found.startsWith(title),
  );
  expect(others).toEqual([]);
  expect(own?.status).toBe('failed');
});
