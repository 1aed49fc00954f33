/** What no version, position or count can be. */
export const badNumbers: readonly (readonly [what: string, value: unknown])[] = [
  ['-1', -1],
  ['1.5', 1.5],
  ['the text "1"', '1'],
  ['2^53', 2 ** 53],
  ['2^63', 2 ** 63],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['a bigint', 1n],
  ['true', true],
  ['an array', [1]],
];

/** An option that a read does not take. */
export interface BadRead {
  readonly what: string;
  readonly kind: 'stream' | 'log';
  readonly field: string;
  readonly value: unknown;
}

const moments: readonly (readonly [what: string, value: unknown])[] = [
  ['an invalid Date', new Date(Number.NaN)],
  ['a text', '2026-01-01'],
  ['the year 0', new Date('0000-06-01T00:00:00Z')],
  ['the year 275760', new Date(8.64e15)],
  ['null', null],
];

const batchSizes: readonly (readonly [what: string, value: unknown])[] = [
  ...badNumbers,
  ['0', 0],
  ['10,001', 10_001],
  ['1e9', 1e9],
];
const limits: readonly (readonly [what: string, value: unknown])[] = [...badNumbers, ['0', 0]];
const names: readonly (readonly [what: string, value: unknown])[] = [
  ['a text', 'note'],
  ['an empty list', []],
  ['a list with an empty name', ['']],
  ['a list with a NUL', ['a\0']],
  ['a list with half of a surrogate pair', ['a\ud800']],
  ['a list with a number', [1]],
  ['a list with a hole', Object.assign(['a'], { length: 2 })],
  ['a list of 10,001 names', Array.from({ length: 10_001 }, (_, index) => `n${index}`)],
];
const words: readonly (readonly [what: string, value: unknown])[] = [
  ['an unknown word', 'sideways'],
  ['null', null],
  ['1', 1],
];
const signals: readonly (readonly [what: string, value: unknown])[] = [
  ['an object', {}],
  ['null', null],
  ['true', true],
];

/** All of them. */
export const badReads: readonly BadRead[] = [
  ...reads('stream', 'fromVersion', limits),
  ...reads('stream', 'toVersion', badNumbers),
  ...reads('stream', 'limit', limits),
  ...reads('stream', 'batchSize', batchSizes),
  ...reads('stream', 'recordedBy', moments),
  ...reads('stream', 'occurredBy', moments),
  ...reads('stream', 'direction', words),
  ...reads('stream', 'signal', signals),
  ...reads('stream', 'manager', signals),
  ...reads('stream', 'fromversion', [['a misspelt name', 1]]),
  ...reads('log', 'afterPosition', badNumbers),
  ...reads('log', 'toPosition', badNumbers),
  ...reads('log', 'limit', limits),
  ...reads('log', 'batchSize', batchSizes),
  ...reads('log', 'types', names),
  ...reads('log', 'categories', [...names, ['a name with a hyphen', ['note-1']]]),
  ...reads('log', 'signal', signals),
  ...reads('log', 'fromVersion', [['an option of another read', 1]]),
];

/** Options that reading on and on does not take. */
export const badSubscriptions: readonly Omit<BadRead, 'kind'>[] = [
  ...reads('log', 'afterPosition', badNumbers),
  ...reads('log', 'from', [...words, ['the beginning', 0], ['another case', 'Now']]),
  ...reads('log', 'batchSize', batchSizes),
  ...reads('log', 'types', names),
  ...reads('log', 'categories', [...names, ['a name with a hyphen', ['note-1']]]),
  ...reads('log', 'signal', signals),
  ...reads('log', 'limit', [['an option of another read', 1]]),
  ...reads('log', 'toPosition', [['an option of another read', 1]]),
  ...reads('log', 'manager', [['an option of another read', { connection: {} }]]),
];

function reads(
  kind: BadRead['kind'],
  field: string,
  values: readonly (readonly [what: string, value: unknown])[],
): readonly BadRead[] {
  return values.map(([what, value]) => ({ what, kind, field, value }));
}
