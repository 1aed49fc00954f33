import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { contractOutcomes, type Outcome } from '../contract-outcomes.js';
import { wrongObjectStorages } from './wrong-object-storages.js';

const repository = join(import.meta.dirname, '../../..');

let outcomes: readonly Outcome[];

beforeAll(async () => {
  // Each wrong storage meets the tests of the properties that it breaks.
  const own = wrongObjectStorages.map(([property, sentence, WrongStorage]) =>
    `${WrongStorage.name} ${property} ${sentence}`.replace(/[()]/g, '\\$&'),
  );
  outcomes = await contractOutcomes('test/contract/objects/*.suite.ts', own.map((name) => `^${name}`).join('|'));
});

test.each(wrongObjectStorages)('of %s the contract finds "%s" broken by %p', (property, sentence, WrongStorage) => {
  const own = outcomes.filter(
    ({ ancestorTitles, title, status }) =>
      ancestorTitles[0] === WrongStorage.name &&
      ancestorTitles[1] === property &&
      title.startsWith(sentence) &&
      status !== 'pending',
  );
  expect(own.map(({ status }) => status)).toEqual(['failed']);
});

test('no property is without a storage that breaks it', async () => {
  const contract = 'libs/testing/src/contract/objects/object-storage-contract.ts';
  const source = await readFile(join(repository, contract), 'utf8');
  const properties = [...source.matchAll(/describe\('([^']+)'/g)].map(([, property]) => property);
  expect([...new Set(wrongObjectStorages.map(([property]) => property))].sort()).toEqual(properties.sort());
});
