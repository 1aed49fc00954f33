import type { JsonValue } from '@daybook/domain';
import type { JsonSchema } from './json-schema.js';

/** What kind of value one alternative of a schema takes; undefined if it takes any. */
export type Kind = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object';

/** One kind of value that a schema takes. */
export interface Alternative {
  readonly kind: Kind | undefined;
  readonly schema: JsonSchema;
}

/** How deep references may lead: a schema that holds itself is compared so far. */
const deepest = 16;

/** What a schema takes, kind by kind. */
export function alternativesOf(schema: JsonSchema, root: JsonSchema, depth = 0): readonly Alternative[] {
  const { $ref, anyOf, oneOf, type } = schema;
  if (depth > deepest) return [{ kind: undefined, schema: {} }];
  if ($ref !== undefined) return alternativesOf(referenced($ref, root), root, depth + 1);
  const several = anyOf ?? oneOf;
  if (several !== undefined) return several.flatMap((one) => alternativesOf(one, root, depth + 1));
  if (type !== undefined) {
    const kinds = (typeof type === 'string' ? [type] : type) as readonly Kind[];
    return kinds.flatMap((kind) => ofKind(kind, schema));
  }
  const values = valuesOf(schema);
  if (values === undefined) return [{ kind: undefined, schema }];
  const kinds = new Set(values.map(kindOf));
  return [...kinds].map((kind) => ({
    kind,
    schema: { ...schema, enum: values.filter((one) => kindOf(one) === kind) },
  }));
}

/** The only values that it takes; undefined if they are not listed. */
export function valuesOf({ const: only, enum: values }: JsonSchema): readonly JsonValue[] | undefined {
  return only === undefined ? values : [only];
}

/** The kind of a value of JSON. */
export function kindOf(value: JsonValue): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'boolean' | 'string' | 'object';
}

/** Whether a value of one kind fits where another is taken. */
export function fits(kind: Kind, taken: Kind | undefined): boolean {
  return taken === undefined || taken === kind || (taken === 'number' && kind === 'integer');
}

// Several kinds may share one list of values: each has its own part of it.
function ofKind(kind: Kind, schema: JsonSchema): readonly Alternative[] {
  const values = valuesOf(schema)?.filter((value) => fits(kindOf(value), kind));
  if (values?.length === 0) return [];
  return [{ kind, schema: values === undefined ? schema : { ...schema, enum: values } }];
}

function referenced(ref: string, root: JsonSchema): JsonSchema {
  if (ref === '#') return root;
  const [, name] = /^#\/\$defs\/(.+)$/.exec(ref) ?? [];
  return (name === undefined ? undefined : root.$defs?.[name]) ?? {};
}
