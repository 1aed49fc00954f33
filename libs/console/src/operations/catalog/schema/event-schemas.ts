import { type EventDefinition, type FieldCodec, fieldCodecsOf, type KeptShape } from '@daybook/domain';
import { type DeclaredField, type DeclaredFields, type DeclaredSources, noSources } from '../sources/declared.js';
import { type JsonSchema, orNull, saysKind } from './json-schema.js';
import type { RuledField, RuledFieldsOf } from './ruled-fields.js';
import { standardJsonSchema } from './standard-json-schema.js';

const anything: RuledField = { schema: {}, isOptional: false, isConditional: false, isNested: false, isUnruled: true };

/**
 * Describes the payloads of events in JSON Schema: by their Standard Schema where they have one, else field by field, by
 * what is known best: the field's codec, the rules of class-validator, the type that the source declares.
 */
export class EventSchemas {
  constructor(
    private readonly rulesOf: RuledFieldsOf,
    private readonly sources: DeclaredSources = noSources,
  ) {}

  /** @throws SchemaNotTold */
  async of({ eventClass, type, fieldCodecs }: EventDefinition): Promise<JsonSchema> {
    const standard = await standardJsonSchema(eventClass, type);
    if (standard !== undefined) return standard;
    const declared = this.sources.eventOf(type, eventClass.name)?.fields ?? new Map<string, DeclaredField>();
    return this.#object(eventClass, fieldCodecs, declared, new Set([eventClass]));
  }

  #object(
    ofClass: object,
    codecs: ReadonlyMap<string, FieldCodec<unknown>>,
    declared: DeclaredFields,
    within: ReadonlySet<object>,
  ): JsonSchema {
    const rules = this.rulesOf(ofClass);
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    // In the source's order, where it is known: that of the decorators is the same, but for fields without any.
    for (const field of new Set([...declared.keys(), ...rules.keys(), ...codecs.keys()])) {
      const rule = rules.get(field) ?? anything;
      const source = declared.get(field);
      const kept = this.#kept(codecs.get(field), within);
      const nested = rule.isNested ? this.#nested(ofClass, field, within) : undefined;
      const own = kept ?? nested ?? withDeclared(rule.schema, source?.schema);
      const mayBeNone = source === undefined ? rule.isConditional : source.isNullable;
      const described = source?.description === undefined ? {} : { description: source.description };
      properties[field] = { ...described, ...(mayBeNone ? orNull(own) : own) };
      if (!mayBeMissing(rule, source)) required.push(field);
    }
    return { type: 'object', properties, required, additionalProperties: false };
  }

  #kept(codec: FieldCodec<unknown> | undefined, within: ReadonlySet<object>): JsonSchema | undefined {
    if (codec === undefined) return undefined;
    return { ...this.#shape(codec.keeps, within), 'x-codec': codec.name };
  }

  #shape(kept: KeptShape | undefined, within: ReadonlySet<object>): JsonSchema {
    if (kept === undefined) return {};
    if ('schema' in kept) return kept.schema;
    if ('fieldsOf' in kept) return this.#value(kept.fieldsOf, within);
    if ('listOf' in kept) return { type: 'array', items: this.#shape(kept.listOf, within) };
    const pair = [{ type: 'string' }, this.#shape(kept.pairsOf, within)];
    return { type: 'array', items: { type: 'array', prefixItems: pair, minItems: 2, maxItems: 2 } };
  }

  #nested(ofClass: object, field: string, within: ReadonlySet<object>): JsonSchema | undefined {
    const { prototype } = ofClass as { readonly prototype: object };
    const inner: unknown = Reflect.getMetadata('design:type', prototype, field);
    if (typeof inner !== 'function' || inner === Object || inner === Array) return undefined;
    return this.#value(inner, within);
  }

  /** A class inside of an event; one that holds itself is told once. */
  #value(ofClass: object, within: ReadonlySet<object>): JsonSchema {
    if (within.has(ofClass)) return { type: 'object' };
    const { name } = ofClass as { readonly name: string };
    const declared = this.sources.valueOf(name)?.fields ?? new Map<string, DeclaredField>();
    const codecs = fieldCodecsOf(ofClass);
    if (declared.size + codecs.size + this.rulesOf(ofClass).size === 0) return { type: 'object' };
    return this.#object(ofClass, codecs, declared, new Set([...within, ofClass]));
  }
}

function mayBeMissing(
  { isOptional, isConditional, isUnruled }: RuledField,
  source: DeclaredField | undefined,
): boolean {
  if (isOptional) return true;
  // Rules that hold without a condition refuse what is missing, whatever the type says.
  return source === undefined ? isConditional : source.isOptional && (isConditional || isUnruled);
}

/** What the rules say, and the declared type where they say nothing or less. */
function withDeclared(rules: JsonSchema, declared: JsonSchema | undefined): JsonSchema {
  if (declared === undefined) return rules;
  if (!saysKind(rules)) return { ...declared, ...rules };
  const { enum: values, items, prefixItems, properties, required, additionalProperties } = declared;
  const isOpenList = rules.type === 'array' && rules.items === undefined;
  const isObject = rules.type === 'object';
  return {
    ...rules,
    ...(rules.enum === undefined && rules.const === undefined && values !== undefined && { enum: values }),
    ...(isOpenList && items !== undefined && { items }),
    ...(isOpenList && prefixItems !== undefined && { prefixItems }),
    ...(isObject && properties !== undefined && { properties }),
    ...(isObject && required !== undefined && { required }),
    ...(isObject && additionalProperties !== undefined && { additionalProperties }),
  };
}
