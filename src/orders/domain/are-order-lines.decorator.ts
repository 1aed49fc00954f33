import { ValidateBy, type ValidationOptions } from 'class-validator';
import type { OrderLine } from './order-line.js';

const whole = (minimum: number) => ({ type: 'integer', minimum, maximum: Number.MAX_SAFE_INTEGER }) as const;
const text = { type: 'string' } as const;

/** What each field of a line is. */
const fields = {
  store: text,
  sku: text,
  quantity: whole(1),
  priceMinor: whole(0),
  freightMinor: whole(0),
} as const satisfies Record<keyof OrderLine, object>;

/** The field is what was ordered: at least one line, each with all that a line has, and nothing else. */
export function AreOrderLines(options?: ValidationOptions): PropertyDecorator {
  const line = { type: 'object', properties: fields, required: Object.keys(fields), additionalProperties: false };
  return ValidateBy(
    {
      name: 'areOrderLines',
      validator: {
        validate: (value: unknown) => Array.isArray(value) && value.length > 0 && value.every(isLine),
        defaultMessage: () => '$property must be a list of lines, each of a store, a sku, a quantity and its prices',
      },
    },
    // For the event catalog, which knows no rule by this name.
    { context: { jsonSchema: { type: 'array', minItems: 1, items: line } }, ...options },
  );
}

function isLine(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Readonly<Record<string, unknown>>;
  const known = Object.entries(fields).every(([name, rule]) => fits(line[name], rule));
  return known && Object.keys(line).length === Object.keys(fields).length;
}

function fits(value: unknown, rule: (typeof fields)[keyof OrderLine]): boolean {
  if (rule.type === 'string') return typeof value === 'string';
  return Number.isSafeInteger(value) && Number(value) >= rule.minimum;
}
