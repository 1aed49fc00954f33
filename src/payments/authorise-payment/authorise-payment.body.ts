import { HappenedAt } from '@daybook/nestjs/openapi';
import { IsName, MayBeAbsent } from '@daybook/nestjs';
import { ApiProperty } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import { AmountMinor } from '../amount-minor.decorator.js';
import { longestId } from '../payment.path.js';

export class AuthorisePaymentBody {
  @ApiProperty({ required: false, maxLength: longestId, description: 'Default: a new UUID', example: 'payment-7' })
  @MayBeAbsent()
  @IsName({ maxBytes: longestId })
  readonly paymentId?: string;

  @ApiProperty({ maxLength: longestId, description: 'What is paid for', example: 'order-7' })
  @IsName({ maxBytes: longestId })
  readonly orderId!: string;

  @ApiProperty({ maxLength: longestId, description: 'The account that pays', example: 'alice' })
  @IsName({ maxBytes: longestId })
  readonly accountId!: string;

  @AmountMinor()
  readonly amountMinor!: number;

  @ApiProperty({ pattern: '^[A-Z]{3}$', description: "ISO 4217; the account's as well", example: 'BRL' })
  @Matches(/^[A-Z]{3}$/, { message: '$property must be a currency code of three capitals (ISO 4217)' })
  readonly currency!: string;

  @HappenedAt()
  readonly occurredAt?: Date;
}
