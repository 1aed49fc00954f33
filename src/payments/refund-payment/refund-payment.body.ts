import { HappenedAt } from '@daybook/nestjs/openapi';
import { MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { AmountMinor } from '../amount-minor.decorator.js';

export class RefundPaymentBody {
  @AmountMinor({ required: false, description: 'In minor units (cents). Default: all that is left' })
  @MayBeAbsent()
  readonly amountMinor?: number;

  @ApiProperty({ required: false, maxLength: 500, example: 'order cancelled' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(500)
  readonly reason?: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
