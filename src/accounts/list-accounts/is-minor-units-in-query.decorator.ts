import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsMinorUnits } from '../domain/is-minor-units.decorator.js';

const digits = /^(?:0|-?[1-9]\d{0,15})$/;

/** The field of a query is an amount of money in plain digits, a minus in front of it allowed. */
export function IsMinorUnitsInQuery(): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && digits.test(value) ? Number(value) : value,
    ),
    IsMinorUnits(-Number.MAX_SAFE_INTEGER),
  );
}
