import type { JsonValue } from '@daybook/domain';

/** JSON Schema, draft 2020-12, as far as events are described and compared by it. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly JsonValue[];
  readonly const?: JsonValue;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  /** Rules that JSON Schema has no word for, by their names: `isMinorUnits(1)`. */
  readonly 'x-rules'?: readonly string[];
  /** The codec of the field, by its name: `date-time`. */
  readonly 'x-codec'?: string;
}

/** The same, with null beside it. */
export function orNull(schema: JsonSchema): JsonSchema {
  if (allowsNull(schema)) return schema;
  if (typeof schema.type === 'string' && schema.const === undefined) {
    const values = schema.enum === undefined ? {} : { enum: [...schema.enum, null] };
    return { ...schema, type: [schema.type, 'null'], ...values };
  }
  const { description, ...rest } = schema;
  return { ...(description !== undefined && { description }), anyOf: [rest, { type: 'null' }] };
}

/** Whether null fits; true where nothing is said. */
export function allowsNull({ type, enum: values, const: only, anyOf, oneOf, $ref }: JsonSchema): boolean {
  if ($ref !== undefined) return false;
  const alternatives = anyOf ?? oneOf;
  if (alternatives !== undefined) return alternatives.some(allowsNull);
  if (only !== undefined) return only === null;
  if (values !== undefined) return values.includes(null);
  return type === undefined || (typeof type === 'string' ? type === 'null' : type.includes('null'));
}

/** Whether it says anything of the kind of value. */
export function saysKind({ type, enum: values, const: only, anyOf, oneOf, $ref }: JsonSchema): boolean {
  return [type, values, only, anyOf, oneOf, $ref].some((said) => said !== undefined);
}
