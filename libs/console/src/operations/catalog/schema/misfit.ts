import type { JsonObject, JsonValue } from '@daybook/domain';
import { type Alternative, alternativesOf, fits, kindOf, valuesOf } from './alternatives.js';
import type { JsonSchema } from './json-schema.js';

/** Where a value is not what its schema says. Never holds the value. */
export interface Misfit {
  /** Where in the payload: `lines[].amount`; empty for the payload as a whole. */
  readonly path: string;
  /** For a sentence: `is missing`. */
  readonly reason: string;
}

/**
 * Where a payload has another shape than its schema: kinds, fields and lists of values. Rules of size and form are left
 * out, because they are asked when an event is written and never when it is read.
 */
export function misfitsOf(
  value: JsonValue,
  schema: JsonSchema,
  root: JsonSchema = schema,
  path = '',
): readonly Misfit[] {
  const alternatives = alternativesOf(schema, root);
  if (alternatives.length === 0) return [{ path, reason: 'is of no kind that is taken' }];
  const kind = kindOf(value);
  const candidates = alternatives.filter((one) => fits(kind, one.kind));
  if (candidates.length === 0) {
    const taken = [...new Set(alternatives.map((one) => one.kind))].join(' or ');
    return [{ path, reason: `is ${kind}, not ${taken}` }];
  }
  const all = candidates.map((candidate) => within(value, candidate, root, path));
  return all.reduce((least, one) => (one.length < least.length ? one : least));
}

/** A field's path below another's. */
export function below(path: string, field: string): string {
  return path === '' ? field : `${path}.${field}`;
}

function within(value: JsonValue, { schema }: Alternative, root: JsonSchema, path: string): readonly Misfit[] {
  const values = valuesOf(schema);
  if (values !== undefined && !values.some((one) => JSON.stringify(one) === JSON.stringify(value))) {
    return [{ path, reason: 'is none of the listed values' }];
  }
  if (Array.isArray(value)) return ofItems(value as readonly JsonValue[], schema, root, path);
  return typeof value === 'object' && value !== null ? ofFields(value as JsonObject, schema, root, path) : [];
}

function ofItems(
  list: readonly JsonValue[],
  { prefixItems = [], items = true }: JsonSchema,
  root: JsonSchema,
  path: string,
): readonly Misfit[] {
  const found = list.flatMap((one, place) => {
    const taken = prefixItems[place] ?? items;
    if (typeof taken !== 'boolean') return misfitsOf(one, taken, root, `${path}[]`);
    return taken ? [] : [{ path: `${path}[]`, reason: 'is one item too many' }];
  });
  const missing = list.length < prefixItems.length ? [{ path: `${path}[]`, reason: 'is missing' }] : [];
  return once([...found, ...missing]);
}

function ofFields(object: JsonObject, schema: JsonSchema, root: JsonSchema, path: string): readonly Misfit[] {
  const { properties = {}, required = [], additionalProperties = true } = schema;
  const missing = required
    .filter((field) => !Object.hasOwn(object, field))
    .map((field) => ({ path: below(path, field), reason: 'is missing' }));
  const found = Object.entries(object).flatMap(([field, value]) => {
    if (value === undefined) return [];
    const known = Object.hasOwn(properties, field) ? properties[field] : undefined;
    if (known !== undefined) return misfitsOf(value, known, root, below(path, field));
    if (typeof additionalProperties !== 'boolean')
      return misfitsOf(value, additionalProperties, root, below(path, '*'));
    return additionalProperties ? [] : [{ path: below(path, field), reason: 'is not known' }];
  });
  return once([...missing, ...found]);
}

function once(misfits: readonly Misfit[]): readonly Misfit[] {
  const byText = new Map(misfits.map((misfit) => [`${misfit.path} ${misfit.reason}`, misfit]));
  return [...byText.values()];
}
