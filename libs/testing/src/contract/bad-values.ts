/** Values that are not JSON data, or that JSON would not give back as they are; made anew for each use. */
export const badValues: readonly (readonly [what: string, make: () => unknown])[] = [
  ['a text with a NUL', () => 'a\0b'],
  ['a text with half of a surrogate pair', () => 'a\ud83d'],
  ['NaN', () => Number.NaN],
  ['Infinity', () => Number.POSITIVE_INFINITY],
  ['minus Infinity', () => Number.NEGATIVE_INFINITY],
  ['1e400', () => Number('1e400')],
  ['minus zero', () => -0],
  ['2^53 + 1', () => 2 ** 53 + 1],
  ['a whole number of 21 digits', () => 1e21],
  ['a bigint', () => 1n],
  ['a Date', () => new Date()],
  ['an invalid Date', () => new Date(Number.NaN)],
  ['a Map', () => new Map([['a', 1]])],
  ['a Set', () => new Set([1])],
  ['a RegExp', () => /a/g],
  ['an Error', () => new Error('a')],
  ['a Promise', () => Promise.resolve(1)],
  ['a Buffer', () => Buffer.from('a')],
  ['a typed array', () => new Float64Array(2)],
  ['an ArrayBuffer', () => new ArrayBuffer(2)],
  ['a function', () => () => 1],
  ['a class', () => class Money {}],
  [
    'an instance of a class',
    () =>
      new (class Money {
        readonly amount = 1;
      })(),
  ],
  ['an instance of a class of arrays', () => new (class Lines extends Array<number> {})()],
  ['a boxed number', () => Object(1) as unknown],
  ['a boxed text', () => Object('a') as unknown],
  ['a symbol', () => Symbol('a')],
  ['undefined in an array', () => [1, undefined, 3]],
  ['a hole in an array', () => Object.assign([1, 2, 3], { length: 5 })],
  ['an array with a property', () => Object.assign([1], { total: 1 })],
  [
    'a getter',
    () => ({
      get amount() {
        return 1;
      },
    }),
  ],
  [
    'a getter that throws',
    () => ({
      get amount(): number {
        throw new Error('no');
      },
    }),
  ],
  ['a getter in an array', () => Object.defineProperty([1], 0, { get: () => 1, enumerable: true })],
  ['a hidden property', () => Object.defineProperty({}, 'amount', { value: 1, enumerable: false })],
  ['a property named by a symbol', () => ({ [Symbol('a')]: 1 })],
  [
    'a cycle',
    () => {
      const cycle: Record<string, unknown> = {};
      cycle['self'] = cycle;
      return cycle;
    },
  ],
  [
    'a cycle of arrays',
    () => {
      const cycle: unknown[] = [];
      cycle.push([cycle]);
      return cycle;
    },
  ],
  ['a toJSON that lies', () => ({ amount: 1, toJSON: () => ({ amount: 2 }) })],
  ['a toJSON that is data', () => ({ toJSON: 'a' })],
  [
    'a Proxy that throws',
    () =>
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('no');
          },
        },
      ),
  ],
  ['an own __proto__', () => JSON.parse('{"__proto__": {"admin": true}}') as unknown],
  ['constructor.prototype', () => ({ constructor: { prototype: { admin: true } } })],
  ['65 levels of objects', () => nested(65)],
  ['10,000 levels of objects', () => nested(10_000)],
  ['a name with a NUL', () => ({ 'a\0b': 1 })],
  ['a name with half of a surrogate pair', () => ({ 'a\udc00': 1 })],
];

/** So many objects inside one another. */
export function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level++) value = { in: value };
  return value;
}
