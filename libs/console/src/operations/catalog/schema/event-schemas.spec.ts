import 'reflect-metadata';
import { fileURLToPath } from 'node:url';
import { DomainEvent, eventDefinitionOf, EventType, unionOf } from '@daybook/domain';
import { beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { readSources } from '../sources/read-sources.js';
import { EventSchemas } from './event-schemas.js';
import { SampleDrawn } from './example/everything.js';
import { classValidatorFields } from './ruled-fields.js';

let schemas: EventSchemas;
let withoutSources: EventSchemas;
beforeAll(async () => {
  const sources = await readSources([fileURLToPath(new URL('example', import.meta.url))]);
  schemas = new EventSchemas(await classValidatorFields(), sources);
  withoutSources = new EventSchemas(await classValidatorFields());
});

const money = {
  type: 'object',
  properties: { minor: { type: 'integer' }, currency: { description: 'ISO 4217.', type: 'string' } },
  required: ['minor', 'currency'],
  additionalProperties: false,
};

test('each field is told by what is known best: its codec, its rules, its declared type', async () => {
  const { properties, required } = await schemas.of(eventDefinitionOf(SampleDrawn));
  expect(properties).toEqual({
    by: { description: 'Who has signed.', type: 'string' },
    text: { type: 'string', minLength: 2, maxLength: 5 },
    optional: { type: 'string', maxLength: 3 },
    mail: { type: 'string', format: 'email' },
    moment: { type: 'string', 'x-rules': ['isIso8601'] },
    number: { type: 'integer', minimum: 1, maximum: 9 },
    size: { type: 'string', enum: ['s', 'l'] },
    mixed: { enum: ['a', 1] },
    odd: { type: 'number', 'x-rules': ['isOdd(3)'] },
    even: { type: 'integer', multipleOf: 2 },
    tags: { type: 'array', maxItems: 3, items: { type: 'string' } },
    lines: {
      type: 'array',
      items: {
        type: 'object',
        properties: { sku: { type: 'string' }, pieces: { type: 'number' } },
        required: ['sku'],
      },
    },
    byName: { type: 'object', additionalProperties: { type: 'number' } },
    perhaps: { type: ['integer', 'null'] },
    inner: money,
    big: { type: 'string', pattern: '^(?:0|-?[1-9][0-9]*)$', 'x-codec': 'big-integer' },
    price: { ...money, 'x-codec': 'value-object' },
    days: { type: 'array', items: { type: 'string', format: 'date-time' }, 'x-codec': 'set of date-time' },
    stock: {
      type: 'array',
      items: { type: 'array', prefixItems: [{ type: 'string' }, {}], minItems: 2, maxItems: 2 },
      'x-codec': 'map',
    },
    kind: { type: 'string', enum: ['new', 'used'] },
  });
  expect(required).toEqual(Object.keys(properties ?? {}).filter((field) => field !== 'optional'));
});

test('without sources, the rules and the codecs are what is known', async () => {
  const { properties, required } = await withoutSources.of(eventDefinitionOf(SampleDrawn));
  expect(properties).toMatchObject({ odd: { 'x-rules': ['isOdd(3)'] }, perhaps: { type: ['integer', 'null'] } });
  expect(properties).not.toHaveProperty('kind');
  expect(required).not.toContain('perhaps');
});

test('a Standard Schema speaks for itself', async () => {
  @EventType('sample.weighed')
  class SampleWeighed extends DomainEvent<'sample.weighed'> {
    static readonly payloadSchema = z.strictObject({
      grams: z.int().positive(),
      note: z.string().nullable().optional(),
    });
    readonly grams!: number;
  }
  expect(await schemas.of(eventDefinitionOf(SampleWeighed))).toMatchObject({
    properties: { grams: { type: 'integer', exclusiveMinimum: 0 } },
    required: ['grams'],
    additionalProperties: false,
  });
});

test('the event of a union is its member, without the type', async () => {
  const union = unionOf(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('sample.lost') }).meta({ description: 'Nobody has it.' }),
      z.strictObject({ type: z.literal('sample.found'), by: z.string() }),
    ]),
    ['sample.lost', 'sample.found'],
  );
  const found = await schemas.of(eventDefinitionOf(union.classes['sample.found']));
  expect(found).toMatchObject({ properties: { by: { type: 'string' } }, required: ['by'] });
  expect(found.properties).not.toHaveProperty('type');
  expect(await schemas.of(eventDefinitionOf(union.classes['sample.lost']))).toMatchObject({
    description: 'Nobody has it.',
  });
});

test('a Standard Schema that does not say what it is, is named', async () => {
  @EventType('sample.tasted')
  class SampleTasted extends DomainEvent<'sample.tasted'> {
    static readonly payloadSchema = {
      '~standard': { version: 1, vendor: 'home-made', validate: () => ({ value: {} }) },
    };
  }
  await expect(schemas.of(eventDefinitionOf(SampleTasted))).rejects.toMatchObject({
    code: 'schema-not-told',
    type: 'sample.tasted',
    vendor: 'home-made',
  });
});
