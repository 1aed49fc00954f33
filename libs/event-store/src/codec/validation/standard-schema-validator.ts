import type { DomainEvent, EventDefinition } from '@daybook/domain';
import { pathOf } from '../field-path.js';
import { fieldsOfSchema } from './fields-of-schema.js';
import { PayloadSchemaMissing } from './payload-schema-missing.error.js';
import type { PayloadValidator, PayloadViolation, Violations } from './payload-validator.js';
import { isStandardSchema, type StandardIssue, type StandardResult, type StandardSchema } from './standard-schema.js';

/** Finds the schema of an event's class; undefined if it has none. */
export type SchemaOf = (definition: EventDefinition) => StandardSchema | undefined;

/**
 * Validates payloads by any library that implements Standard Schema, such as Zod. The schema judges and does not
 * change: what it makes of the payload is dropped, and a field that it would drop is refused as unknown.
 *
 * @param schemaOf finds the schema of a class; default: its own static property `payloadSchema`
 * @param otherwise judges the classes without a schema; default: they cannot be appended
 *
 * @example
 * class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
 *   static readonly payloadSchema = z.strictObject({ amountMinor: z.int().positive() });
 *   readonly amountMinor!: number;
 * }
 */
export function standardSchema(schemaOf: SchemaOf = payloadSchemaOf, otherwise?: PayloadValidator): PayloadValidator {
  return {
    fieldsOf(definition) {
      const schema = schemaOf(definition);
      return schema === undefined ? otherwise?.fieldsOf?.(definition) : fieldsOfSchema(schema);
    },
    validate(event, definition) {
      const schema = schemaOf(definition);
      if (schema !== undefined) return judge(schema, { ...event });
      if (otherwise !== undefined) return otherwise.validate(event, definition);
      throw new PayloadSchemaMissing(definition.type);
    },
  };
}

/** The static property `payloadSchema` of the class itself; a parent's would not know the class's own fields. */
export function payloadSchemaOf({ eventClass }: EventDefinition): StandardSchema | undefined {
  if (!Object.hasOwn(eventClass, 'payloadSchema')) return undefined;
  const { payloadSchema } = eventClass as { readonly payloadSchema?: unknown };
  return isStandardSchema(payloadSchema) ? payloadSchema : undefined;
}

function judge(schema: StandardSchema, payload: Partial<DomainEvent>): Violations | Promise<Violations> {
  const result = schema['~standard'].validate(payload);
  return 'then' in result ? result.then((later) => violationsOf(later, payload)) : violationsOf(result, payload);
}

function violationsOf(result: StandardResult<unknown>, payload: object): Violations {
  if (result.issues !== undefined) return result.issues.map(violationOf);
  const { value } = result;
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(payload)
    .filter(([field, given]) => given !== undefined && !Object.hasOwn(value, field))
    .map(([field]) => ({ path: pathOf([field]).replace(/^\./, ''), constraints: ['unknown'] }));
}

function violationOf(issue: StandardIssue): PayloadViolation {
  const steps = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step));
  const path = pathOf(steps.map((step) => (typeof step === 'number' ? step : String(step)))).replace(/^\./, '');
  return { path, constraints: [ruleOf(issue)] };
}

// Not the message, which may repeat the value. Libraries add the name of the rule as `code` or as `type`.
function ruleOf(issue: StandardIssue): string {
  const { code, type } = issue as { readonly code?: unknown; readonly type?: unknown };
  const name = [code, type].find((candidate) => typeof candidate === 'string' && /^[\w-]{1,60}$/.test(candidate));
  return typeof name === 'string' ? name : 'invalid';
}
