import { ValidateBy, type ValidationOptions } from 'class-validator';

/** The field is a number of pieces: whole, from 1 up to what JavaScript counts exactly. */
export function IsQuantity(options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isQuantity',
      validator: {
        validate: (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 1,
        defaultMessage: () => `$property must be a whole number of pieces, from 1 to ${Number.MAX_SAFE_INTEGER}`,
      },
    },
    // For the event catalog, which knows no rule by this name.
    { context: { jsonSchema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER } }, ...options },
  );
}
