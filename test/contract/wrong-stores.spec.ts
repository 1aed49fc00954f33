import { beforeAll, expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contractOutcomes, type Outcome } from './contract-outcomes.js';
import { wrongStores } from './wrong-stores.js';

const repository = join(import.meta.dirname, '../..');

/** Of the tests that wait for what a wrong store never brings, each for seconds, one says enough. */
const onlyTest: Readonly<Record<string, string>> = { subscribing: 'it yields what is there, ' };

let outcomes: readonly Outcome[];

beforeAll(async () => {
  // Each wrong store meets the tests of the property that it breaks.
  const own = wrongStores.map(([property]) => `^${property} ${property} ${onlyTest[property] ?? ''}`).join('|');
  outcomes = await contractOutcomes('test/contract/*.suite.ts', own);
});

test.each(wrongStores)('the contract finds what breaks its property "%s"', (property, WrongStore) => {
  const own = outcomes.filter(({ ancestorTitles }) => ancestorTitles[0] === property && ancestorTitles[1] === property);
  const failed = own.filter(({ status }) => status === 'failed').length;
  process.stdout.write(`${WrongStore.name}: ${failed} tests of "${property}" are red\n`);
  expect(failed).toBeGreaterThan(0);
});

test('no property is without a store that breaks it', async () => {
  const source = await readFile(join(repository, 'libs/testing/src/contract/event-store-contract.ts'), 'utf8');
  const properties = [...source.matchAll(/describe\('([^']+)'/g)].map(([, property]) => property);
  expect(wrongStores.map(([property]) => property).sort()).toEqual([...properties].sort());
});
