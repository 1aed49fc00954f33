import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsCount } from './domain/is-count.decorator.js';

/** The field says how many pieces somebody has found. */
export function Count(): PropertyDecorator {
  const documentation = ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'How many pieces there are',
    example: 11,
  });
  return applyDecorators(documentation, IsCount());
}
