import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { longestOrderId } from '../order-id.decorator.js';

export class BeginOrderBody {
  @ApiProperty({ required: false, maxLength: longestOrderId, description: 'Default: a new UUID', example: 'order-7' })
  @MayBeAbsent()
  @IsName({ maxBytes: longestOrderId })
  readonly orderId?: string;

  @ApiProperty({ maxLength: 200, example: 'customer-1' })
  @IsName({ maxBytes: 200 })
  readonly customerId!: string;

  @ApiProperty({ pattern: '^[A-Z]{3}$', description: 'ISO 4217', example: 'BRL' })
  @Matches(/^[A-Z]{3}$/, { message: '$property must be a currency code of three capitals (ISO 4217)' })
  readonly currency!: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
