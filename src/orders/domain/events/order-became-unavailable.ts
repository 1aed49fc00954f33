import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/**
 * The goods cannot be had after all, and nothing is sent. What was paid goes back.
 * @example { "orderId": "order-7", "reason": "the last piece is broken" }
 */
@EventType('order.became-unavailable')
export class OrderBecameUnavailable extends DomainEvent<'order.became-unavailable'> {
  @IsString() readonly orderId!: string;
  @IsOptional() @IsString() readonly reason?: string;
}
