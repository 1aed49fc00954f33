import { ApiProperty } from '@nestjs/swagger';
import { orderStatuses } from './order-statuses.js';

const minor = (description: string, example: number) => ({ type: 'integer', description, example }) as const;
const mayBeNull = (description: string, example: string) =>
  ({ type: String, nullable: true, description, example }) as const;

/** Pieces of one product in an order. */
export class OrderLineView {
  @ApiProperty({ example: 'lisbon' })
  readonly store!: string;
  @ApiProperty({ example: 'pen-blue' })
  readonly sku!: string;
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  readonly quantity!: number;
  @ApiProperty(minor('Of one piece, in minor units', 10990))
  readonly priceMinor!: number;
  @ApiProperty(minor('What it costs to send one piece', 2551))
  readonly freightMinor!: number;
}

/** What takes something off the goods of an order. */
export class CouponView {
  @ApiProperty({ example: 'WELCOME10' })
  readonly code!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'A part of their price, or null', example: 10 })
  readonly percentOff!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'An amount, or null', example: null })
  readonly amountOffMinor!: number | null;
}

/** Money that was taken for an order, and what of it has gone back. */
export class OrderPaymentView {
  @ApiProperty({ example: 'payment-7' })
  readonly paymentId!: string;
  @ApiProperty(minor('In minor units', 13541))
  readonly capturedMinor!: number;
  @ApiProperty(minor('In minor units', 0))
  readonly refundedMinor!: number;
}

/** What others see of an order. */
export class OrderView {
  @ApiProperty({ example: 'order-7' })
  readonly orderId!: string;
  @ApiProperty({ example: 'customer-1' })
  readonly customerId!: string;
  @ApiProperty({ enum: orderStatuses, example: 'cart' })
  readonly status!: string;
  @ApiProperty({ description: 'ISO 4217', example: 'BRL' })
  readonly currency!: string;
  @ApiProperty({ type: [OrderLineView], description: 'In the order in which they came into the cart' })
  readonly lines!: readonly OrderLineView[];
  @ApiProperty({ type: CouponView, nullable: true })
  readonly coupon!: CouponView | null;
  @ApiProperty(minor('What the goods cost, in minor units', 10990))
  readonly goodsMinor!: number;
  @ApiProperty(minor('What it costs to send them', 2551))
  readonly freightMinor!: number;
  @ApiProperty(minor('What the coupon takes off', 0))
  readonly discountMinor!: number;
  @ApiProperty(minor('What is to be paid', 13541))
  readonly totalMinor!: number;
  @ApiProperty(mayBeNull('The account that is to pay; null until it is submitted', 'alice'))
  readonly accountId!: string | null;
  @ApiProperty({ type: [OrderPaymentView] })
  readonly payments!: readonly OrderPaymentView[];
  @ApiProperty(minor('What all payments have brought', 13541))
  readonly capturedMinor!: number;
  @ApiProperty(minor('What of it has gone back', 0))
  readonly refundedMinor!: number;
  @ApiProperty({ ...mayBeNull('The day by which it was promised', '2026-02-20'), format: 'date' })
  readonly promisedOn!: string | null;
  @ApiProperty(mayBeNull('Of the invoice that goes with the goods', '2026-000123'))
  readonly invoiceNumber!: string | null;
  @ApiProperty(mayBeNull('Who brings it', 'correios'))
  readonly carrier!: string | null;
  @ApiProperty(mayBeNull('Under which number', 'BR123'))
  readonly trackingNumber!: string | null;
  @ApiProperty({
    description: 'Whether the goods have not arrived when they should have; also of those that came late',
    example: false,
  })
  readonly isDeliveryOverdue!: boolean;
  @ApiProperty({ type: 'integer', description: 'The version that this is the state at; also the ETag', example: 5 })
  readonly version!: number;
}
