import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assertObjectKey, objectNameOf, textOfObjectName } from './object-key.js';

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.constantFrom('', '.', '..', '-', '--', '_', '__', 'A', 'a_41', 'con', '😀', 'x'.repeat(120), 'x'.repeat(121)),
);

test('of any text a name can be made that is a part of a key, and of no two texts the same', () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      assertObjectKey(objectNameOf(one));
      expect(objectNameOf(one) === objectNameOf(other)).toBe(one === other);
      const text = textOfObjectName(objectNameOf(one));
      expect(text === undefined || text === one).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test('a name shows what it stands for', () => {
  expect(objectNameOf('account-1')).toBe('account-1');
  expect(objectNameOf('Zoë_1')).toBe('_5ao_c3_ab_5f1');
  expect(textOfObjectName('_5ao_c3_ab_5f1')).toBe('Zoë_1');
  expect(objectNameOf('x'.repeat(300))).toMatch(/^x{120}__[0-9a-f]{32}$/);
});

test('what is no name of ours stands for nothing', () => {
  expect(textOfObjectName('a_ff')).toBeUndefined();
  expect(textOfObjectName('a__b')).toBeUndefined();
});
