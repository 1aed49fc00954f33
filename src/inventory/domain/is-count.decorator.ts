import { ValidateBy, type ValidationOptions } from 'class-validator';

/** The field is how many pieces somebody has found: whole, from none up to what JavaScript counts exactly. */
export function IsCount(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isCount',
      validator: {
        validate: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0 && !Object.is(value, -0),
        defaultMessage: () => `$property must be a whole number of pieces, from 0 to ${Number.MAX_SAFE_INTEGER}`,
      },
    },
    // For the event catalog, which knows no rule by this name.
    { context: { jsonSchema: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER } }, ...options },
  );
}
