import { expect, test } from '@jest/globals';
import type { JsonSchema } from '../schema/json-schema.js';
import { misfitsOf } from '../schema/misfit.js';
import { exampleOfSchema } from './example-of-schema.js';
import { textOfPattern } from './text-of-pattern.js';

test.each([
  ['^[A-Z]{3}$', 'AAA'],
  ['^(?:0|-?[1-9][0-9]*)$', '0'],
  ['^order-\\d{4}$', 'order-1111'],
  ['^(?<area>north|south) \\w+$', 'north a'],
  ['^[^a1]+x?$', '-'],
  ['^[\\]\\-]$', ']'],
  ['colou?r', 'color'],
  ['^a{2,3}\\.b$', 'aa.b'],
])('a text of %s', (pattern, text) => {
  expect(textOfPattern(pattern)).toBe(text);
});

test.each(['^(?=.*\\d)[a-z]{4}\\d$(?<=zzzz9)', '(', '^\\p{Lu}$'])('none of %s, rather than a wrong one', (pattern) => {
  expect(textOfPattern(pattern)).toBeUndefined();
});

test('an example has every field, within its limits, and is always the same', () => {
  const node: JsonSchema = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      amountMinor: { type: 'integer', minimum: 100, multipleOf: 7 },
      below: { type: 'number', exclusiveMaximum: 0 },
      ownerId: { type: 'string', minLength: 12 },
      short: { type: 'string', maxLength: 2 },
      colour: { type: ['string', 'null'], enum: ['red', null] },
      nothing: { type: 'null' },
      pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'boolean' }] },
      lines: { type: 'array', minItems: 2, items: { anyOf: [{ type: 'null' }, { type: 'integer' }] } },
      at: { type: 'string', format: 'date-time' },
      self: { $ref: '#/$defs/node' },
    },
    $defs: { node },
  };
  const example = exampleOfSchema(schema);
  expect(example).toMatchObject({
    amountMinor: 105,
    below: -1,
    ownerId: 'owner id....',
    short: 'sh',
    colour: 'red',
    nothing: null,
    pair: ['pair', true],
    lines: [1, 1],
    at: '2026-01-31T12:00:00.000Z',
  });
  expect(exampleOfSchema(schema)).toEqual(example);
  expect(misfitsOf(example, schema)).toEqual([]);
});
