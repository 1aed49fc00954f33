import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from './digest.js';

test('it is what others call SHA-256', () => {
  const others = (text: string): string => createHash('sha256').update(Buffer.from(text, 'utf16le')).digest('hex');
  for (let length = 0; length < 200; length++) expect(digestOf('a'.repeat(length))).toBe(others('a'.repeat(length)));
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => digestOf(text) === others(text)));
});
