import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';
import { AreOrderLines } from '../are-order-lines.decorator.js';
import { AreTakenPayments } from '../are-taken-payments.decorator.js';
import type { OrderLine } from '../order-line.js';
import type { TakenPayment } from '../payment.js';

/**
 * The goods cannot be had after all, and nothing is sent. What was paid goes back.
 * @example { "orderId": "order-7", "reason": "the last piece is broken" }
 */
@EventType('order.became-unavailable')
export class OrderBecameUnavailable extends DomainEvent<'order.became-unavailable'> {
  @IsString() readonly orderId!: string;
  @IsOptional() @IsString() readonly reason?: string;
  /** What may be put aside for it, and is to be free again: only of an order that is fulfilled elsewhere and called off here. */
  @IsOptional() @AreOrderLines() readonly lines?: readonly OrderLine[];
  /** What was taken for it, and is to go back: likewise. */
  @IsOptional() @AreTakenPayments() readonly payments?: readonly TakenPayment[];
}
