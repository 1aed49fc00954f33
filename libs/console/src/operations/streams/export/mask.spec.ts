import { describe, expect, test } from '@jest/globals';
import type { JsonValue } from '@daybook/domain';
import fc from 'fast-check';
import { guessableMask } from '../example/guessable-mask.js';
import { Mask } from './mask.js';

const mask = new Mask();
const kindOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

describe('A mask', () => {
  test.each<JsonValue>([
    'customer-1',
    'ann@example.org',
    '0190a7c0-3f5e-7d2a-9c44-000000000001',
    '1985-04-12',
    '1985-04-12T23:20:50.520Z',
    '1985-04-12T23:20:50Z',
    '0049301234567',
    '-5',
    1985,
    -12.5,
    0,
    { name: 'Ann', tags: ['tall', 7] },
  ])('of %j is of the same kind, another, and always the same', (value) => {
    const masked = mask.of(value);
    expect(kindOf(masked)).toBe(kindOf(value));
    expect(masked).not.toEqual(value);
    expect(mask.of(value)).toEqual(masked);
    expect(new Mask().of(value)).not.toEqual(masked);
  });

  test('of a UUID is a UUID of its version and variant, in its case', () => {
    expect(mask.of('0190a7c0-3f5e-7d2a-9c44-000000000001')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-9[0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(mask.of('F47AC10B-58CC-4372-A567-0E02B2C3D479')).toMatch(
      /^[0-9A-F]{8}-[0-9A-F]{4}-4[0-9A-F]{3}-A[0-9A-F]{3}-[0-9A-F]{12}$/,
    );
  });

  test('of a date is a date that a codec reads', () => {
    const masked = mask.of('1985-04-12T23:20:50.520Z') as string;
    expect(new Date(masked).toISOString()).toBe(masked);
    expect(mask.of('1985-04-12')).toMatch(/^(19|20)\d\d-\d\d-\d\d$/);
  });

  test('keeps the sign of a number, and whether it is whole', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })), (number) => {
        const masked = mask.of(number) as number;
        expect(masked < 0).toBe(number < 0);
        expect(Number.isInteger(masked)).toBe(Number.isInteger(number));
        expect(JSON.parse(JSON.stringify(masked))).toBe(masked);
      }),
    );
  });

  test('leaves nothing and the empty text as they are, and makes both truths one', () => {
    expect([null, '', true, false].map((value) => mask.of(value))).toEqual([null, '', false, false]);
  });

  test('cannot be undone by somebody who has a list of names; one without a key can', () => {
    const names = ['ann', 'bob', 'customer-1'];
    const tries = (masked: JsonValue): string | undefined =>
      names.find((name) => [guessableMask(name), new Mask().of(name)].includes(masked));
    expect(names.map((name) => tries(guessableMask(name)))).toEqual(names);
    expect(names.map((name) => tries(mask.of(name)))).toEqual([undefined, undefined, undefined]);
  });

  test('of different texts is different, of equal ones equal, wherever they stand', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        expect(mask.of(one) === mask.of(other)).toBe(one === other);
        expect(mask.of({ a: [one] })).toEqual({ a: [mask.of(one)] });
      }),
      // Dates and short numbers have fewer masks than there are texts.
      { examples: [['ann', 'Ann']] },
    );
  });
});
