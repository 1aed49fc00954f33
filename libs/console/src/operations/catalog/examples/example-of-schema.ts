import type { JsonObject, JsonValue } from '@daybook/domain';
import { alternativesOf, valuesOf } from '../schema/alternatives.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { textOfPattern } from './text-of-pattern.js';

const formats: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T12:00:00.000Z',
  date: '2026-01-31',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'ada@example.com',
  uri: 'https://example.com/',
  uuid: '018f4a5e-7c00-7000-8000-000000000001',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
};

/** How deep an example goes into a schema that holds itself. */
const deepest = 8;

/** A payload of this shape, with every field, for people and for tests. Always the same one for the same schema. */
export function exampleOfSchema(schema: JsonSchema): JsonObject {
  return valueOf(schema, schema, '', 0) as JsonObject;
}

function valueOf(schema: JsonSchema, root: JsonSchema, field: string, depth: number): JsonValue {
  const alternatives = alternativesOf(schema, root);
  const [first] = alternatives.filter(({ kind }) => kind !== 'null');
  if (alternatives.length > 0 && first === undefined) return null;
  if (first?.kind === undefined) return first?.schema['x-codec'] === undefined ? words(field) : null;
  const { kind, schema: one } = first;
  const [listed] = valuesOf(one) ?? [];
  if (listed !== undefined) return listed;
  if (kind === 'object') return objectOf(one, root, depth);
  if (kind === 'array') return listOf(one, root, field, depth);
  if (kind === 'boolean') return true;
  return kind === 'string' ? textOf(one, field) : numberOf(one);
}

function objectOf({ properties = {} }: JsonSchema, root: JsonSchema, depth: number): JsonValue {
  if (depth > deepest) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, valueOf(schema, root, name, depth + 1)]),
  );
}

function listOf(
  { prefixItems, items = {}, minItems = 1 }: JsonSchema,
  root: JsonSchema,
  field: string,
  depth: number,
): JsonValue {
  if (depth > deepest) return [];
  if (prefixItems !== undefined) return prefixItems.map((one) => valueOf(one, root, field, depth + 1));
  if (typeof items === 'boolean') return [];
  return Array.from({ length: Math.max(1, minItems) }, () => valueOf(items, root, field, depth + 1));
}

function textOf({ format, pattern, minLength = 0, maxLength = Infinity }: JsonSchema, field: string): string {
  const formed = format === undefined ? undefined : formats[format];
  if (formed !== undefined) return formed;
  const matching = pattern === undefined ? undefined : textOfPattern(pattern);
  if (matching !== undefined) return matching;
  const text = words(field);
  return text.length < minLength ? text.padEnd(minLength, '.') : text.slice(0, maxLength);
}

function numberOf({ minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf = 1 }: JsonSchema): number {
  const least = Math.max(minimum ?? -Infinity, exclusiveMinimum === undefined ? -Infinity : exclusiveMinimum + 1);
  const most = Math.min(maximum ?? Infinity, exclusiveMaximum === undefined ? Infinity : exclusiveMaximum - 1);
  const near = Math.min(Math.max(1, least), most);
  const divided = Math.ceil(near / multipleOf) * multipleOf;
  return divided <= most ? divided : near;
}

/** The name of a field as a text: `ownerId` is "owner id". */
function words(field: string): string {
  const text = field.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return text === '' ? 'text' : text;
}
