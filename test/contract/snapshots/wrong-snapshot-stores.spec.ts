import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { contractOutcomes, type Outcome } from '../contract-outcomes.js';
import { wrongSnapshotStores } from './wrong-snapshot-stores.js';

const repository = join(import.meta.dirname, '../../..');

let outcomes: readonly Outcome[];

beforeAll(async () => {
  // Each wrong store meets the tests of the properties that it breaks.
  const own = wrongSnapshotStores.map(([property, sentence, WrongStore]) =>
    `${WrongStore.name} ${property} ${sentence}`.replace(/[()]/g, '\\$&'),
  );
  outcomes = await contractOutcomes('test/contract/snapshots/*.suite.ts', own.map((name) => `^${name}`).join('|'));
});

test.each(wrongSnapshotStores)('of %s the contract finds "%s" broken by %p', (property, sentence, WrongStore) => {
  const own = outcomes.filter(
    ({ ancestorTitles, title, status }) =>
      ancestorTitles[0] === WrongStore.name &&
      ancestorTitles[1] === property &&
      title.startsWith(sentence) &&
      status !== 'pending',
  );
  expect(own.map(({ status }) => status)).toEqual(['failed']);
});

test('no property is without a store that breaks it', async () => {
  const contract = 'libs/testing/src/contract/snapshots/snapshot-store-contract.ts';
  const source = await readFile(join(repository, contract), 'utf8');
  const properties = [...source.matchAll(/describe\('([^']+)'/g)].map(([, property]) => property);
  expect([...new Set(wrongSnapshotStores.map(([property]) => property))].sort()).toEqual(properties.sort());
});
