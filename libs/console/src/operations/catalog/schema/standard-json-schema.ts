import { type EventClass, unionSchemaOf } from '@daybook/domain';
import type { JsonSchema } from './json-schema.js';
import { SchemaNotTold } from './schema-not-told.error.js';

/** What a schema that also implements Standard JSON Schema can be asked. */
interface ToldSchema {
  readonly '~standard': {
    readonly vendor: string;
    readonly jsonSchema?: { readonly input: (options: { readonly target: string }) => unknown };
  };
}

/**
 * The JSON Schema of an event's Standard Schema: of the class's own `payloadSchema`, or of its member of the union that it
 * was made of. Undefined for a class without one.
 *
 * @throws SchemaNotTold the library does not say it
 */
export async function standardJsonSchema(eventClass: EventClass, type: string): Promise<JsonSchema | undefined> {
  const union = unionSchemaOf(eventClass);
  if (union !== undefined) return memberOf(await told(union, type), type);
  if (!Object.hasOwn(eventClass, 'payloadSchema')) return undefined;
  return bare(await told((eventClass as unknown as { readonly payloadSchema: ToldSchema }).payloadSchema, type));
}

async function told(schema: ToldSchema, type: string): Promise<JsonSchema> {
  const { vendor, jsonSchema } = schema['~standard'];
  try {
    const target = 'draft-2020-12';
    if (jsonSchema !== undefined) return jsonSchema.input({ target }) as JsonSchema;
    // Zod before 4.2 says it by a function of its own.
    if (vendor === 'zod') return (await import('zod')).toJSONSchema(schema as never, { io: 'input' }) as JsonSchema;
  } catch (cause) {
    throw new SchemaNotTold(type, vendor, cause);
  }
  throw new SchemaNotTold(type, vendor);
}

/** The schema of the union's event of this type, without the type, which is kept beside the payload. */
function memberOf(union: JsonSchema, type: string): JsonSchema {
  const members = union.anyOf ?? union.oneOf ?? [union];
  const member = members.find(({ properties }) => isNamed(properties?.['type'], type));
  if (member === undefined) throw new SchemaNotTold(type, 'the union');
  const { type: _, ...properties } = member.properties ?? {};
  const required = member.required?.filter((field) => field !== 'type');
  const definitions = union.$defs === undefined ? {} : { $defs: union.$defs };
  return bare({ ...member, properties, ...(required !== undefined && { required }), ...definitions });
}

function isNamed(schema: JsonSchema | undefined, type: string): boolean {
  return schema?.const === type || (schema?.enum?.length === 1 && schema.enum[0] === type);
}

function bare(schema: JsonSchema): JsonSchema {
  const { $schema: _, ...rest } = schema as JsonSchema & { readonly $schema?: string };
  return rest;
}
