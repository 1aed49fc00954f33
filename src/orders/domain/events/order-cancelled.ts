import { DomainEvent, EventType } from '@daybook/domain';
import { IsOptional, IsString } from 'class-validator';

/**
 * The order was called off before its goods had left. What was paid goes back.
 * @example { "orderId": "order-7", "reason": "ordered by mistake" }
 */
@EventType('order.cancelled')
export class OrderCancelled extends DomainEvent<'order.cancelled'> {
  @IsString() readonly orderId!: string;
  @IsOptional() @IsString() readonly reason?: string;
}
