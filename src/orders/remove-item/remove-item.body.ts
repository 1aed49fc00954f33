import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsQuantity } from '../domain/is-quantity.decorator.js';
import { ItemBody } from '../item.body.js';

export class RemoveItemBody extends ItemBody {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    required: false,
    description: 'How many pieces. Default: all',
    example: 1,
  })
  @MayBeAbsent()
  @IsQuantity()
  readonly quantity?: number;

  @HappenedAt()
  readonly occurredAt?: Date;
}
