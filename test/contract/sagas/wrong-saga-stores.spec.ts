import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { contractOutcomes, type Outcome } from '../contract-outcomes.js';
import { wrongSagaStores } from './wrong-saga-stores.js';

const repository = join(import.meta.dirname, '../../..');

let outcomes: readonly Outcome[];

beforeAll(async () => {
  // Each wrong store meets the test of the property that it breaks.
  const own = wrongSagaStores.map(([property, sentence], at) =>
    `wrong store ${at}; ${property} ${sentence}`.replace(/[()]/g, '\\$&'),
  );
  outcomes = await contractOutcomes('test/contract/sagas/*.suite.ts', own.map((name) => `^${name}`).join('|'));
});

const numbered = wrongSagaStores.map(([property, sentence, what], at) => [property, sentence, what, at] as const);

test.each(numbered)('of %s the contract finds "%s" broken by %s', (property, sentence, _what, at) => {
  const own = outcomes.filter(
    ({ ancestorTitles, title, status }) =>
      ancestorTitles[0] === `wrong store ${at};` &&
      ancestorTitles[1] === property &&
      title.startsWith(sentence) &&
      status !== 'pending',
  );
  expect(own.map(({ status }) => status)).toEqual(['failed']);
});

test('no property is without a store that breaks it', async () => {
  const contract = 'libs/testing/src/contract/sagas/saga-store-contract.ts';
  const source = await readFile(join(repository, contract), 'utf8');
  const properties = [...source.matchAll(/describe\('([^']+)'/g)].map(([, property]) => property);
  expect([...new Set(wrongSagaStores.map(([property]) => property))].sort()).toEqual(properties.sort());
});
