import { IsName } from '@daybook/nestjs';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';

/** The most bytes of an order's id, which leaves room for what stands around it elsewhere. */
export const longestOrderId = 200;

/** The field says which order. */
export function OrderIdField(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ maxLength: longestOrderId, example: 'order-7' }),
    IsName({ maxBytes: longestOrderId }),
  );
}
