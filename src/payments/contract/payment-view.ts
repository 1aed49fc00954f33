import { ApiProperty } from '@nestjs/swagger';
import { paymentStatuses } from '../domain/payment-status.js';

/** What others see of a payment. */
export class PaymentView {
  @ApiProperty({ example: 'payment-7' })
  readonly paymentId!: string;
  @ApiProperty({ example: 'order-7' })
  readonly orderId!: string;
  @ApiProperty({ description: 'The account that pays', example: 'alice' })
  readonly accountId!: string;
  @ApiProperty({ enum: paymentStatuses.slice(1), description: 'Where the payment stands' })
  readonly status!: string;
  @ApiProperty({ type: 'integer', description: 'In minor units (cents)', example: 12442 })
  readonly amountMinor!: number;
  @ApiProperty({ description: 'ISO 4217', example: 'BRL' })
  readonly currency!: string;
  @ApiProperty({ type: 'integer', description: 'What of it was paid back', example: 0 })
  readonly refundedMinor!: number;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The code of the rule by which the account has refused the last step; null if it has not',
    example: null,
  })
  readonly refusedBy!: string | null;
  @ApiProperty({ type: 'integer', description: 'The version that this is the state at; also the ETag', example: 2 })
  readonly version!: number;
}
