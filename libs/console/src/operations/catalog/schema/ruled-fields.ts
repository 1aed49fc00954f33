import type { MetadataStorage } from 'class-validator';
import type { JsonSchema } from './json-schema.js';
import { both, schemaOfRule } from './schema-of-rule.js';

/** What the decorators of class-validator say of a field. */
export interface RuledField {
  readonly schema: JsonSchema;
  /** `@IsOptional`: it may be missing. */
  readonly isOptional: boolean;
  /** `@ValidateIf`: its rules hold under a condition, which nobody but the code knows. */
  readonly isConditional: boolean;
  /** `@ValidateNested`: what is in it is judged by the class of what is in it. */
  readonly isNested: boolean;
  /** Nothing but `@Allow`: it may be anything. */
  readonly isUnruled: boolean;
}

/** The fields of a class that bear a decorator of class-validator, those of its parents included, in their order. */
export type RuledFieldsOf = (ofClass: object) => ReadonlyMap<string, RuledField>;

type Rule = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];

const notRules = ['conditionalValidation', 'whitelistValidation', 'nestedValidation', 'promiseValidation'];

/** Reads the rules that class-validator knows; nothing where it is not installed, because then nobody judges by it. */
export async function classValidatorFields(): Promise<RuledFieldsOf> {
  const storage = await knownRules();
  return (ofClass) => {
    const fields = new Map<string, RuledField>();
    if (storage === undefined) return fields;
    const rules = storage.getTargetValidationMetadatas(ofClass as never, '', false, false);
    // Decorators run from the last to the first, and a parent's stand behind the child's.
    for (const field of new Set(rules.map(({ propertyName }) => propertyName))) {
      fields.set(field, ruled(rules.filter(({ propertyName }) => propertyName === field).reverse()));
    }
    return fields;
  };
}

function ruled(rules: readonly Rule[]): RuledField {
  const own = rules.filter(({ type }) => !notRules.includes(type));
  const of = (each: boolean): JsonSchema =>
    own.filter((rule) => (each ? rule.each : !rule.each)).reduce((all, rule) => both(all, saidBy(rule)), {});
  const items = of(true);
  const isNested = rules.some(({ type }) => type === 'nestedValidation');
  const list: JsonSchema = Object.keys(items).length > 0 ? { type: 'array', items } : {};
  return {
    schema: both(of(false), list),
    isOptional: rules.some(({ name }) => name === 'isOptional'),
    isConditional: rules.some(({ type, name }) => type === 'conditionalValidation' && name !== 'isOptional'),
    isNested,
    isUnruled: own.length === 0 && !isNested,
  };
}

/** A decorator of somebody's own may say itself what it asks: `{ context: { jsonSchema: … } }` among its options. */
function saidBy({ name, type, constraints, context, constraintCls }: Rule): JsonSchema {
  const given = (context as { readonly jsonSchema?: JsonSchema } | undefined)?.jsonSchema;
  const known = name ?? (type === 'customValidation' ? constraintCls.name : type);
  return given ?? schemaOfRule(known, (constraints as readonly unknown[] | undefined) ?? []);
}

async function knownRules(): Promise<MetadataStorage | undefined> {
  try {
    const { getMetadataStorage } = await import('class-validator');
    return getMetadataStorage();
  } catch {
    return undefined;
  }
}
