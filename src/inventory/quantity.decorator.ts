import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsQuantity } from './domain/is-quantity.decorator.js';

/** The field says how many pieces. */
export function Quantity(): PropertyDecorator {
  const documentation = ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'How many pieces',
    example: 2,
  });
  return applyDecorators(documentation, IsQuantity());
}
