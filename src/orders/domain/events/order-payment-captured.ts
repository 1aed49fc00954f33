import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * Money was taken for the order; its goods can be got ready.
 * @example { "orderId": "order-7", "paymentId": "payment-7", "amountMinor": 12442 }
 */
@EventType('order.payment-captured')
export class OrderPaymentCaptured extends DomainEvent<'order.payment-captured'> {
  @IsString() readonly orderId!: string;
  @IsString() readonly paymentId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
}
