import type { JsonValue } from '@daybook/domain';
import fc from 'fast-check';
import { alternativesOf, valuesOf } from '../../schema/alternatives.js';
import type { JsonSchema } from '../../schema/json-schema.js';

const leaf: fc.Arbitrary<JsonSchema> = fc.oneof(
  fc.constantFrom<JsonSchema>({ type: 'string' }, { type: 'integer' }, { type: 'number' }, { type: 'boolean' }, {}),
  fc.subarray(['red', 'green', 'blue'], { minLength: 1 }).map((values) => ({ type: 'string', enum: values })),
  fc.constantFrom<JsonSchema>({ const: 'red' }, { enum: ['red', 1] }, { type: ['string', 'null'] }, { type: 'null' }),
);

/** Shapes of payloads: few names, so that two of them have much in common. */
export const shapes: fc.Arbitrary<JsonSchema> = objectOf(
  fc.letrec<{ field: JsonSchema }>((tie) => ({
    field: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      objectOf(tie('field')),
      tie('field').map((items) => ({ type: 'array', items })),
      tie('field').map((additionalProperties) => ({ type: 'object', additionalProperties })),
      tie('field').map((schema) => ({ anyOf: [schema, { type: 'null' }] })),
    ),
  })).field,
);

function objectOf(field: fc.Arbitrary<JsonSchema>): fc.Arbitrary<JsonSchema> {
  const properties = fc.dictionary(fc.constantFrom('a', 'b', 'c'), field, { maxKeys: 3, noNullPrototype: true });
  return fc.tuple(properties, fc.subarray(['a', 'b', 'c'])).map(([fields, names]) => ({
    type: 'object',
    properties: fields,
    required: names.filter((name) => name in fields),
    additionalProperties: false,
  }));
}

/** A shape, and what somebody has made of it: one field is there or not, is another, must be there or need not. */
export const changedShapes: fc.Arbitrary<readonly [before: JsonSchema, after: JsonSchema]> = fc
  .tuple(shapes, fc.constantFrom('a', 'b', 'c'), fc.constantFrom('drop', 'replace', 'toggle'), leaf)
  .map(([before, field, edit, other]) => {
    const { [field]: _, ...rest } = before.properties ?? {};
    const required = before.required ?? [];
    const others = required.filter((name) => name !== field);
    if (edit === 'drop') return [before, { ...before, properties: rest, required: others }];
    if (edit === 'replace') return [before, { ...before, properties: { ...rest, [field]: other } }];
    const toggled = required.includes(field) || !(field in (before.properties ?? {})) ? others : [...required, field];
    return [before, { ...before, required: toggled }];
  });

/** Values of a shape that show what it takes: each kind, each listed value, each field that may be missing. */
export function witnessesOf(schema: JsonSchema): readonly JsonValue[] {
  return alternativesOf(schema, schema).flatMap(({ kind, schema: one }): readonly JsonValue[] => {
    const listed = valuesOf(one);
    if (listed !== undefined) return listed;
    if (kind === 'object') return objectsOf(one);
    if (kind === 'array') return [[], ...witnessesOf(itemsOf(one)).map((item) => [item])];
    if (kind === undefined) return [null, true, 1, 1.5, 'text', ['text'], { z: 'text' }];
    const plain = { null: [null], boolean: [true, false], integer: [1], number: [1, 1.5], string: ['text'] } as const;
    return plain[kind];
  });
}

function itemsOf({ items = {} }: JsonSchema): JsonSchema {
  return typeof items === 'boolean' ? {} : items;
}

function objectsOf({ properties = {}, required = [], additionalProperties }: JsonSchema): readonly JsonValue[] {
  const fields = Object.entries(properties).map(([name, schema]) => ({ name, values: witnessesOf(schema) }));
  const whole = Object.fromEntries(fields.map(({ name, values: [first = null] }) => [name, first]));
  const varied = fields.flatMap(({ name, values }) => values.map((value) => ({ ...whole, [name]: value })));
  const without = fields
    .filter(({ name }) => !required.includes(name))
    .map(({ name }) => Object.fromEntries(Object.entries(whole).filter(([other]) => other !== name)));
  const more = typeof additionalProperties === 'object' ? witnessesOf(additionalProperties) : [];
  return [whole, ...varied, ...without, ...more.map((value) => ({ ...whole, other: value }))];
}
