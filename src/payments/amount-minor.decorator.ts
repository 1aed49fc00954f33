import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsMinorUnits } from './domain/is-minor-units.decorator.js';

/** The field says how much money. */
export function AmountMinor({ required = true, description = 'In minor units (cents)' } = {}): PropertyDecorator {
  const documentation = ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    example: 12442,
    required,
    description,
  });
  return applyDecorators(documentation, IsMinorUnits(1));
}
