import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationOptions } from 'class-validator';

/** Options of `@IsQueryInteger`, besides those of class-validator. */
export interface IsQueryIntegerOptions extends ValidationOptions {
  /** The least value. Default 0. */
  readonly min?: number;
  /** The greatest value. Default 2^53 - 1. */
  readonly max?: number;
}

const digits = /^(?:0|[1-9]\d{0,15})$/;

/**
 * The field of a query is a whole number in plain digits, and reaches the handler as a number. What `Number()` would
 * make something of (`''`, `1e3`, `0x10`, ` 1`) is refused.
 *
 * @example @MayBeAbsent() @IsQueryInteger({ min: 1, max: 1000 }) readonly limit?: number;
 */
export function IsQueryInteger(options: IsQueryIntegerOptions = {}): PropertyDecorator {
  const { min = 0, max = Number.MAX_SAFE_INTEGER, ...validationOptions } = options;
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && digits.test(value) ? Number(value) : value,
    ),
    ValidateBy(
      {
        name: 'isQueryInteger',
        constraints: [min, max],
        validator: {
          validate: (value: unknown) => typeof value === 'number' && value >= min && value <= max,
          defaultMessage: () => `$property must be a whole number from ${min} to ${max}`,
        },
      },
      validationOptions,
    ),
  );
}
