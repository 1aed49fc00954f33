import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { AreTakenPayments } from '../are-taken-payments.decorator.js';
import type { TakenPayment } from '../payment.js';

/**
 * The customer has sent the goods back. What was paid goes back.
 * @example {
 *   "orderId": "order-7", "reason": "too small", "payments": [{ "paymentId": "order-7", "amountMinor": 12442 }]
 * }
 */
@EventType('order.returned')
export class OrderReturned extends DomainEvent<'order.returned'> {
  @IsString() readonly orderId!: string;
  @IsOptional() @IsString() readonly reason?: string;
  /** What was taken for the order, and is to go back. Absent in what is older than this field. */
  @IsOptional() @AreTakenPayments() readonly payments?: readonly TakenPayment[];
}
