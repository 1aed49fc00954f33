import type { StandardSchema } from './standard-schema.js';

/** What a schema that also implements Standard JSON Schema can be asked. */
interface ToldSchema {
  readonly '~standard': { readonly jsonSchema?: { readonly input: (options: { readonly target: string }) => unknown } };
}

/** As far as it says of a payload which fields it has. */
interface ObjectSchema {
  readonly type?: unknown;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly additionalProperties?: unknown;
}

/** What lets fields in that are not among the properties. */
const openings = ['patternProperties', 'allOf', 'anyOf', 'oneOf', '$ref', 'if', 'unevaluatedProperties'];

/** The fields that a schema takes, where it is one of an object with these and no others; undefined if it does not say. */
export function fieldsOfSchema(schema: StandardSchema): ReadonlySet<string> | undefined {
  const told = jsonSchemaOf(schema);
  if (told?.type !== 'object' || told.properties === undefined) return undefined;
  const { additionalProperties = false } = told;
  if (additionalProperties !== false || openings.some((name) => name in told)) return undefined;
  return new Set(Object.keys(told.properties));
}

function jsonSchemaOf(schema: StandardSchema): ObjectSchema | undefined {
  try {
    const said = (schema as ToldSchema)['~standard'].jsonSchema?.input({ target: 'draft-2020-12' });
    return typeof said === 'object' && said !== null ? said : undefined;
  } catch {
    // Some of what a schema can say has no words in JSON Schema.
    return undefined;
  }
}
