import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JsonSchema } from '../schema/json-schema.js';
import { misfitsOf } from '../schema/misfit.js';
import { changedShapes, shapes, witnessesOf } from './example/shapes.js';
import { atTheTopAlone } from './example/wrong-builds/at-the-top-alone.js';
import { kindsAlone } from './example/wrong-builds/kinds-alone.js';
import { oneKindFits } from './example/wrong-builds/one-kind-fits.js';
import { whatIsNewAlone } from './example/wrong-builds/what-is-new-alone.js';
import { schemaChanges } from './schema-changes.js';

const text: JsonSchema = { type: 'string' };
const whole: JsonSchema = { type: 'integer' };
const colour: JsonSchema = { type: 'string', enum: ['red', 'green'] };

function payload(properties: Record<string, JsonSchema>, ...required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}

/** A field that is there before and after, as something else. */
function field(before: JsonSchema, after: JsonSchema): readonly [JsonSchema, JsonSchema] {
  return [payload({ a: before }, 'a'), payload({ a: after }, 'a')];
}

const inList = (schema: JsonSchema): JsonSchema => ({ type: 'array', items: schema });
const inRecord = (schema: JsonSchema): JsonSchema => ({ type: 'object', additionalProperties: schema });
const pair = (...places: readonly JsonSchema[]): JsonSchema => ({ type: 'array', prefixItems: places, items: false });

describe('a stored event could not be read as what it was', () => {
  test.each<[what: string, shapes: readonly [JsonSchema, JsonSchema], found: string]>([
    ['a removed field', [payload({ a: text }, 'a'), payload({})], 'field-removed a'],
    ['a removed field that could be missing', [payload({ a: text }), payload({})], 'field-removed a'],
    ['a renamed field', [payload({ a: text }, 'a'), payload({ b: text }, 'b')], 'field-removed a, field-required b'],
    ['a new required field', [payload({}), payload({ a: text }, 'a')], 'field-required a'],
    ['a field that must be there now', [payload({ a: text }), payload({ a: text }, 'a')], 'field-required a'],
    ['another kind', field(text, whole), 'field-retyped a'],
    ['a whole number where any was', field({ type: 'number' }, whole), 'field-retyped a'],
    ['one kind of two', field({ type: ['string', 'integer'] }, whole), 'field-retyped a'],
    ['a kind where anything was', field({}, text), 'field-retyped a'],
    ['a list where one was', field(text, inList(text)), 'field-retyped a'],
    ['no more null', field({ type: ['string', 'null'] }, text), 'null-refused a'],
    ['no more null, said otherwise', field({ anyOf: [text, { type: 'null' }] }, text), 'null-refused a'],
    ['fewer values', field(colour, { type: 'string', enum: ['red'] }), 'enum-narrowed a'],
    ['one value of two', field(colour, { const: 'red' }), 'enum-narrowed a'],
    ['a list of values where any text was', field(text, colour), 'enum-closed a'],
    ['true alone', field({ type: 'boolean' }, { const: true }), 'enum-narrowed a'],
    ['another codec', field(text, { type: 'string', 'x-codec': 'date-time' }), 'codec-changed a'],
    ['a removed field inside', field(payload({ b: text }), payload({})), 'field-removed a.b'],
    [
      'a new required field in a list',
      field(inList(payload({})), inList(payload({ b: text }, 'b'))),
      'field-required a[].b',
    ],
    ['another kind in a list', field(inList(text), inList(whole)), 'field-retyped a[]'],
    ['another kind in a record', field(inRecord(text), inRecord(whole)), 'field-retyped a.*'],
    ['no more other fields', field(inRecord(text), payload({})), 'field-removed a.*'],
    ['another kind in a pair', field(pair(text, whole), pair(text, text)), 'field-retyped a[]'],
    ['a third place in a pair', field(pair(text, text), pair(text, text, text)), 'field-required a[]'],
    ['a list that ends', field(inList(text), pair(text)), 'field-required a[], field-removed a[]'],
    [
      'another kind behind a reference',
      [
        { ...payload({ a: { $ref: '#/$defs/x' } }), $defs: { x: text } },
        { ...payload({ a: { $ref: '#/$defs/x' } }), $defs: { x: whole } },
      ],
      'field-retyped a',
    ],
  ])('%s', (_what, [before, after], found) => {
    const breaking = schemaChanges(before, after).filter(({ breaks }) => breaks);
    expect(breaking.map(({ kind, path }) => `${kind} ${path}`).sort()).toEqual(found.split(', ').sort());
  });
});

describe('a stored event is read as before', () => {
  test.each<[what: string, shapes: readonly [JsonSchema, JsonSchema]]>([
    ['nothing has changed', field(payload({ b: colour }, 'b'), payload({ b: colour }, 'b'))],
    ['a new field that may be missing', [payload({}), payload({ a: text })]],
    ['a field that may be missing now', [payload({ a: text }, 'a'), payload({ a: text })]],
    ['another order of fields', [payload({ a: text, b: text }), payload({ b: text, a: text })]],
    ['another description', field(text, { ...text, description: 'Why.' })],
    ['any number where a whole one was', field(whole, { type: 'number' })],
    ['another kind beside it', field(text, { type: ['string', 'integer'] })],
    ['null beside it', field(text, { anyOf: [text, { type: 'null' }] })],
    ['anything', field(colour, {})],
    ['more values', field({ const: 'red' }, colour)],
    ['any text where one of a list was', field(colour, text)],
    ['other fields beside its own', field(payload({ b: text }), { ...inRecord(text), properties: { b: text } })],
    ['its own fields under the rule for others', field(payload({ b: text }), inRecord(text))],
    ['a schema that holds itself', [{ ...payload({ a: { $ref: '#' } }) }, { ...payload({ a: { $ref: '#' } }) }]],
  ])('%s', (_what, [before, after]) => {
    expect(schemaChanges(before, after)).toEqual([]);
  });
});

test('a stricter rule is told and breaks nothing, because rules are asked when an event is written', () => {
  const [before, after] = field({ ...whole, maximum: 10 }, { ...whole, minimum: 1, maximum: 5 });
  expect(schemaChanges(before, after)).toEqual([
    { kind: 'rule-tightened', path: 'a', words: 'has a stricter rule: minimum 1, maximum 5', breaks: false },
  ]);
});

type Comparison = typeof schemaChanges;

/** What a comparison says against what the stored events say: each that fitted before fits now, or a change names why. */
function assertTruthful(compare: Comparison): void {
  const pairs = fc.oneof(changedShapes, fc.tuple(shapes, shapes));
  const truthful = fc.property(pairs, ([before, after]) => {
    const misfits = witnessesOf(before).flatMap((value) => misfitsOf(value, after));
    const breaking = compare(before, after).filter(({ breaks }) => breaks);
    const named = misfits.filter(({ path }) => breaking.some((change) => isAt(change.path, path)));
    expect({ breaks: breaking.length > 0, named: named.length > 0 }).toEqual({
      breaks: misfits.length > 0,
      named: misfits.length > 0,
    });
  });
  fc.assert(truthful, { numRuns: 2000, seed: 42 });
}

/** Whether two places are one: fields that have no name in a schema are `*`. */
function isAt(one: string, other: string): boolean {
  const steps = other.split('.');
  const same = (step: string, at: number): boolean =>
    [step, steps[at]].some((name) => name?.replaceAll('[]', '') === '*');
  const parts = one.split('.');
  return parts.length === steps.length && parts.every((step, at) => step === steps[at] || same(step, at));
}

test('of any two shapes, what stored events no longer fit is named, and nothing else', () => {
  assertTruthful(schemaChanges);
});

test.each(Object.entries({ atTheTopAlone, kindsAlone, oneKindFits, whatIsNewAlone }))(
  'a comparison that is wrong (%s) is caught',
  (_name, compare) => {
    expect(() => assertTruthful(compare)).toThrow(/Property failed/);
  },
);
