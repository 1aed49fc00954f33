import { expect, test } from '@jest/globals';
import { JsonCopy, tooLarge } from './json-copy.js';
import { JsonFinding } from './json-finding.js';

const copyOf = (value: object, bytes = 1_000_000) => new JsonCopy(bytes, 64).of(value);

function findingIn(value: object): { readonly reason: string; readonly steps: readonly (string | number)[] } {
  const finding = copyOf(value);
  if (!(finding instanceof JsonFinding)) throw new Error('nothing was found');
  return { reason: finding.reason, steps: [...finding.steps].reverse() };
}

test('a copy is equal to what was given and shares nothing with it', () => {
  const given = { text: 'a', list: [1, { deep: [null, true] }], none: null };
  const copy = copyOf(given);
  expect(copy).toEqual(given);
  given.list.push(2);
  expect(copy).toEqual({ text: 'a', list: [1, { deep: [null, true] }], none: null });
});

test('a finding names the way to what was found', () => {
  expect(findingIn({ lines: [{ amount: 1 }, { amount: 1n }] })).toEqual({
    reason: 'is a bigint',
    steps: ['lines', 1, 'amount'],
  });
});

test('no getter is run', () => {
  let runs = 0;
  const value = {
    nested: {
      get amount() {
        return ++runs;
      },
    },
  };
  expect(findingIn(value)).toEqual({ reason: 'is computed or hidden, not a plain value', steps: ['nested', 'amount'] });
  expect(runs).toBe(0);
});

test('a value that answers differently each time is asked once', () => {
  let asked = 0;
  const shifty = new Proxy(
    {},
    {
      ownKeys: () => ['amount'],
      getOwnPropertyDescriptor: () => ({ value: ++asked, enumerable: true, configurable: true }),
    },
  );
  expect(copyOf({ shifty })).toEqual({ shifty: { amount: 1 } });
});

test('a value that is small in memory and endless in JSON is given up early', () => {
  // Written out, it would have 4^50 elements.
  let value: unknown[] = ['x'];
  for (let level = 0; level < 50; level++) value = [value, value, value, value];
  expect(copyOf({ value })).toBe(tooLarge);
});

test('plain objects and arrays of another realm are data', async () => {
  const { runInNewContext } = await import('node:vm');
  expect(copyOf({ foreign: runInNewContext('({ list: [1, { two: 2 }] })') as unknown })).toEqual({
    foreign: { list: [1, { two: 2 }] },
  });
  expect(findingIn({ foreign: runInNewContext('new (class Money { amount = 1 })()') as unknown }).reason).toBe(
    'is an instance of a class',
  );
});

test('an object without a prototype is data', () => {
  expect(copyOf({ bare: Object.assign(Object.create(null) as object, { amount: 1 }) })).toEqual({
    bare: { amount: 1 },
  });
});

test('"constructor" is a name like others, unless a prototype hides inside', () => {
  expect(copyOf({ team: { constructor: 'Ferrari' } })).toEqual({ team: { constructor: 'Ferrari' } });
  expect(findingIn({ team: { constructor: { prototype: {} } } }).steps).toEqual(['team', 'constructor', 'prototype']);
});
