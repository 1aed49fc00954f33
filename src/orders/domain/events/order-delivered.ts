import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';

/**
 * The customer has the goods.
 * @example { "orderId": "order-7" }
 */
@EventType('order.delivered')
export class OrderDelivered extends DomainEvent<'order.delivered'> {
  @IsString() readonly orderId!: string;
}
