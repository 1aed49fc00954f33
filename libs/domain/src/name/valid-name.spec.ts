import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { assertValidName, InvalidName, type InvalidNameReason, maximumNameBytes } from '@daybook/domain';
import { utf8Length } from './utf8-length.js';

const runs = 300;
const characters = (...codes: readonly number[]): fc.Arbitrary<string> =>
  fc.constantFrom(...codes.map((code) => String.fromCharCode(code)));
const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, n) => from + n);
// Not the unit `binary`, which takes a second to get ready.
const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));
const letters = fc.string({ unit: fc.constantFrom(...Array.from('abcXYZ019_:@+=~')), minLength: 1, maxLength: 20 });

/** A name with something in the middle of it, so that only that can be what is wrong with it. */
const holding = (piece: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(letters, piece, letters).map((pieces) => pieces.join(''));

/** What must be refused, and for which reason. */
const refused: Record<Exclude<InvalidNameReason, 'hyphen'>, fc.Arbitrary<unknown>> = {
  'not-a-string': fc.anything().filter((value) => typeof value !== 'string'),
  empty: fc.constant(''),
  blank: fc.string({ unit: characters(0x20, 0xa0, 0x2003, 0x3000), minLength: 1, maxLength: 9 }),
  'surrounding-space': fc
    .tuple(letters, characters(0x20, 0xa0, 0x2003, 0x3000), fc.boolean())
    .map(([name, space, first]) => (first ? space + name : name + space)),
  'too-long': fc.oneof(
    fc.integer({ min: 256, max: 5000 }).map((length) => 'n'.repeat(length)),
    fc.integer({ min: 128, max: 2700 }).map((length) => 'é'.repeat(length)),
    fc.integer({ min: 64, max: 255 }).map((length) => '😀'.repeat(length)),
  ),
  'control-character': holding(characters(...range(0, 0x1f), ...range(0x7f, 0x9f), 0x2028, 0x2029)),
  'lone-surrogate': holding(characters(...range(0xd800, 0xdfff))),
  'not-normalised': holding(fc.constantFrom('e\u0301', 'A\u030a', '\u212b', '\u1e0b\u0323', '\u0958', 'q\u0307\u0323')),
  'byte-order-mark': holding(characters(0xfeff)),
  'bidirectional-character': holding(
    characters(0x61c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)),
  ),
  'invisible-character': holding(
    fc.constantFrom('\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\u180e', '\u3164', '\ufe0f', '\u{e0041}'),
  ),
  'reserved-prefix': letters.map((name) => `$${name}`),
  'path-piece': fc.oneof(holding(fc.constantFrom('/', '\\', '..', '../', '..\\')), fc.constantFrom('.', '..', '/')),
};

/** The same neighbourhoods, on this side of the border. */
const accepted: Record<keyof typeof refused, fc.Arbitrary<string>> = {
  'not-a-string': fc
    .oneof(fc.integer(), fc.boolean(), fc.constantFrom(null, undefined, 'toString', '__proto__', 'constructor'))
    .map(String),
  empty: fc.string({ unit: fc.constantFrom(...Array.from('abc019_')), minLength: 1, maxLength: 1 }),
  blank: holding(fc.constantFrom(' ', '   ', '\u3000')),
  'surrounding-space': letters,
  'too-long': fc.oneof(
    fc.integer({ min: 200, max: 255 }).map((length) => 'n'.repeat(length)),
    fc.integer({ min: 100, max: 127 }).map((length) => 'é'.repeat(length)),
    fc.integer({ min: 40, max: 63 }).map((length) => '😀'.repeat(length)),
  ),
  'control-character': holding(characters(...range(0x20, 0x2e), ...range(0x30, 0x5b), ...range(0x5d, 0x7e))),
  'lone-surrogate': holding(fc.constantFrom('😀', '𝒜', '漢', '𠀀')),
  'not-normalised': holding(fc.constantFrom('é', 'Å', 'ñ', '한')),
  'byte-order-mark': holding(characters(0xfefc, 0xff21)),
  'bidirectional-character': holding(fc.constantFrom('א', 'ب', '\u2010', '\u2030')),
  'invisible-character': holding(characters(0x2010, 0x30a2, 0xe000)),
  'reserved-prefix': letters.map((name) => `${name}$`),
  'path-piece': letters.map((name) => `${name}.${name}.`),
};

describe('a name', () => {
  test.each(Object.entries(refused))('is refused: %s', (reason, names) => {
    let count = 0;
    const property = fc.property(names, (name) => {
      expect(() => assertValidName(name, 'streamId')).toThrow(
        expect.objectContaining({ code: 'invalid-name', field: 'streamId', reason }),
      );
      count++;
    });
    fc.assert(property, { numRuns: runs });
    expect(count).toBeGreaterThanOrEqual(100);
  });

  test.each(Object.entries(accepted))('is accepted on the near side of: %s', (_, names) => {
    let count = 0;
    fc.assert(
      fc.property(names, (name) => {
        assertValidName(name, 'streamId');
        count++;
      }),
      { numRuns: runs },
    );
    expect(count).toBeGreaterThanOrEqual(100);
  });

  test('that is accepted has one spelling, shows itself, and comes back from any encoding', () => {
    const anything = fc.oneof(
      fc.string({ unit: character, maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      letters,
    );
    let count = 0;
    const property = fc.property(anything, (name) => {
      try {
        assertValidName(name, 'streamId');
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidName);
        return;
      }
      count++;
      expect(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(new TextEncoder().encode(name))).toBe(
        name,
      );
      expect(name.normalize('NFC')).toBe(name);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(maximumNameBytes);
      expect(name.trim()).toBe(name);
      expect(new URL(`http://host/${encodeURIComponent(name)}/x`).pathname).toBe(`/${encodeURIComponent(name)}/x`);
    });
    fc.assert(property, { numRuns: 3000 });
    expect(count).toBeGreaterThanOrEqual(100);
  });

  test('counts its bytes as every encoder does', () => {
    fc.assert(
      fc.property(fc.string({ unit: character }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

describe('the error about a name', () => {
  const messageOf = (name: unknown): string => new InvalidName('streamId', 'control-character', name).message;

  test('says which, what is wrong and what to do', () => {
    expect(messageOf('a\u0000b')).toBe(
      'The streamId "a\\u0000b" holds a control character such as NUL, CR or LF; remove it.',
    );
  });

  test('steers no terminal and deceives no reader', () => {
    fc.assert(
      fc.property(fc.string({ unit: character }), (name) => expect(messageOf(name)).toMatch(/^[\x20-\x7e…]*$/)),
    );
  });

  test('stays short', () => {
    expect(messageOf('x'.repeat(100_000)).length).toBeLessThan(200);
  });
});
