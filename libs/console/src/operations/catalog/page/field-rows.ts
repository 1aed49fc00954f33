import { alternativesOf, valuesOf } from '../schema/alternatives.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { below } from '../schema/misfit.js';

/** How deep the fields of a payload are told one by one. */
const deepest = 4;

/** The fields of a payload, those inside of others below them: what each is called, its kind, and what it says. */
export function fieldRows(
  schema: JsonSchema,
  personal: readonly string[],
  root: JsonSchema = schema,
  path = '',
): readonly (readonly string[])[] {
  const { properties = {}, required = [] } = schema;
  return Object.entries(properties).flatMap(([name, field]) => {
    const own = below(path, name);
    const marks = [
      ...(required.includes(name) ? [] : ['may be missing']),
      ...(path === '' && personal.includes(name) ? ['personal'] : []),
    ];
    const said = [field.description, [...marks, ...rulesOf(field)].join('; ')].filter(
      (one) => one !== undefined && one !== '',
    );
    const row = [
      `\`${own}\``,
      kindInWords(field, root),
      said.map((one) => (one ?? '').replace(/\n+/g, ' ')).join(' · '),
    ];
    return [row, ...inner(field, root, own)];
  });
}

function inner(field: JsonSchema, root: JsonSchema, path: string): readonly (readonly string[])[] {
  if (path.split('.').length >= deepest) return [];
  return alternativesOf(field, root).flatMap(({ kind, schema }) => {
    if (kind === 'object') return fieldRows(schema, [], root, path);
    const { items } = schema;
    return kind === 'array' && typeof items === 'object' ? inner(items, root, `${path}[]`) : [];
  });
}

function kindInWords(field: JsonSchema, root: JsonSchema): string {
  const kinds = alternativesOf(field, root).map(({ kind, schema }) => {
    const values = kind === 'null' ? undefined : valuesOf(schema);
    if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(', ');
    const { items } = schema;
    if (kind === 'array' && typeof items === 'object') return `list of ${kindInWords(items, root)}`;
    return kind ?? 'anything';
  });
  return [...new Set(kinds)].join(' or ');
}

function rulesOf(field: JsonSchema): readonly string[] {
  const told = (
    ['format', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'] as const
  )
    .filter((rule) => field[rule] !== undefined)
    .map((rule) => `${rule} ${String(field[rule])}`);
  const pattern = field.pattern === undefined ? [] : [`matches \`${field.pattern}\``];
  return [...told, ...pattern, ...(field['x-rules'] ?? []).map((rule) => `\`${rule}\``)];
}
