import { IsName } from '@daybook/nestjs';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { longestId } from './stock.path.js';

/** The field says which order the pieces are for. */
export function OrderId(): PropertyDecorator {
  const documentation = ApiProperty({ maxLength: longestId, description: 'Which order', example: 'order-7' });
  return applyDecorators(documentation, IsName({ maxBytes: longestId }));
}
