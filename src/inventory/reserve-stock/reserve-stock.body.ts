import { IsIsoDate, MayBeAbsent } from '@daybook/nestjs';
import { HappenedAt } from '@daybook/nestjs/openapi';
import { ApiProperty } from '@nestjs/swagger';
import { OrderId } from '../order-id.decorator.js';
import { Quantity } from '../quantity.decorator.js';

export class ReserveStockBody {
  @OrderId()
  readonly orderId!: string;

  @Quantity()
  readonly quantity!: number;

  @ApiProperty({
    required: false,
    type: String,
    format: 'date-time',
    description: 'Until when the pieces are put aside: an ISO 8601 date or date-time with a zone. Default: without end',
    example: '2026-02-01T12:30:00.000Z',
  })
  @MayBeAbsent()
  @IsIsoDate()
  readonly expiresAt?: Date;

  @HappenedAt()
  readonly occurredAt?: Date;
}
