import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bigInteger, dateTime, type FieldCodec, type JsonValue, mapOf, setOf, ValueNotCoded } from '@daybook/domain';

function throughText<T>(codec: FieldCodec<T>, value: T): T {
  return codec.decode(JSON.parse(JSON.stringify(codec.encode(value))) as JsonValue);
}

function comesBack<T>(codec: FieldCodec<T>, values: fc.Arbitrary<T>): void {
  fc.assert(
    fc.property(values, (value) => expect(throughText(codec, value)).toStrictEqual(value)),
    { numRuns: 300 },
  );
}

// Through text once: JSON knows no -0, and a store refuses it.
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
const anyDate = fc.date({ noInvalidDate: true });

describe('what a codec writes comes back exactly', () => {
  test('dates, of every year that there is', () => comesBack(dateTime, anyDate));
  test('the first and the last moment', () =>
    comesBack(dateTime, fc.constantFrom(new Date(-8.64e15), new Date(8.64e15), new Date('0000-01-01'))));
  test('whole numbers of any size', () => comesBack(bigInteger, fc.bigInt()));
  test('maps of JSON, whatever their keys, in order', () =>
    comesBack(
      mapOf(),
      fc
        .array(fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', '10', '9')), json))
        .map((pairs) => new Map(pairs)),
    ));
  test('maps of what has a codec', () =>
    comesBack(
      mapOf(dateTime),
      fc.array(fc.tuple(fc.string(), anyDate)).map((pairs) => new Map(pairs)),
    ));
  test('sets of JSON, in order', () =>
    comesBack(
      setOf(),
      fc.array(fc.oneof(fc.string(), fc.integer())).map((members) => new Set<JsonValue>(members)),
    ));
  test('sets of what has a codec', () =>
    comesBack(
      setOf(bigInteger),
      fc.array(fc.bigInt()).map((members) => new Set(members)),
    ));
});

describe('a codec refuses', () => {
  const encoded: [string, Pick<FieldCodec<never>, 'encode'>, unknown][] = [
    ['an invalid date', dateTime, new Date(Number.NaN)],
    ['a text as a date', dateTime, '2026-01-31'],
    ['a number as a bigint', bigInteger, 1],
    ['an object as a map', mapOf(), {}],
    ['a map whose keys are no texts', mapOf(), new Map([[1, 2]])],
    ['an invalid date within a map', mapOf(dateTime), new Map([['a', new Date(Number.NaN)]])],
    ['a list as a set', setOf(), []],
  ];
  test.each(encoded)('%s', (_, codec, value) => {
    expect(() => codec.encode(value as never)).toThrow(ValueNotCoded);
    expect(() => codec.encode(value as never)).toThrow(expect.objectContaining({ direction: 'encode' }));
  });

  const decoded: [string, FieldCodec<unknown>, JsonValue][] = [
    ['a date in other words', dateTime, '31 January 2026'],
    ['a date without a time', dateTime, '2026-01-31'],
    ['a date that is none', dateTime, '2026-02-30T00:00:00.000Z'],
    ['a number as a date', dateTime, 0],
    ['digits with a sign too many', bigInteger, '-0'],
    ['digits that begin with 0', bigInteger, '01'],
    ['hexadecimal digits', bigInteger, '0x1'],
    ['no digits', bigInteger, ''],
    ['a number as a bigint', bigInteger, 1],
    ['an object as a map', mapOf(), {}],
    ['half a pair', mapOf(), [['a']]],
    ['a key that is no text', mapOf(), [[1, 2]]],
    ['an object as a set', setOf(), {}],
  ];
  test.each(decoded)('%s', (_, codec, value) => {
    expect(() => codec.decode(value)).toThrow(
      expect.objectContaining({ code: 'value-not-coded', direction: 'decode' }),
    );
  });

  test('without repeating what it was given', () => {
    expect(() => dateTime.decode('secret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret') }),
    );
  });
});
