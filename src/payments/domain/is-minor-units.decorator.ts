import { ValidateBy, type ValidationOptions } from 'class-validator';

/**
 * The field is an amount of money: a whole number of the currency's smallest unit (cents), from a least amount up to
 * what JavaScript counts exactly.
 */
export function IsMinorUnits(atLeast: number, options?: ValidationOptions): PropertyDecorator {
  return ValidateBy(
    {
      name: 'isMinorUnits',
      constraints: [atLeast],
      validator: {
        // -0 is written as "-0" and read as 0: it does not come back as it was.
        validate: (value: unknown) => Number.isSafeInteger(value) && !Object.is(value, -0) && Number(value) >= atLeast,
        defaultMessage: () =>
          `$property must be a whole number of minor units (cents), from ${atLeast} to ${Number.MAX_SAFE_INTEGER}`,
      },
    },
    // For the event catalog, which knows no rule by this name.
    { context: { jsonSchema: { type: 'integer', minimum: atLeast, maximum: Number.MAX_SAFE_INTEGER } }, ...options },
  );
}
