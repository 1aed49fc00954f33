import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';

/**
 * Money that was taken for the order has gone back.
 * @example { "orderId": "order-7", "paymentId": "payment-7", "amountMinor": 12442 }
 */
@EventType('order.refunded')
export class OrderRefunded extends DomainEvent<'order.refunded'> {
  @IsString() readonly orderId!: string;
  /** The payment that it was taken by. */
  @IsString() readonly paymentId!: string;
  @IsMinorUnits(1) readonly amountMinor!: number;
}
