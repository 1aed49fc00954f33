import { DomainEvent, EncodedBy, dateTime, EventType } from '@daybook/domain';
import { IsDate, IsString } from 'class-validator';

/**
 * A cart was left for a day. The shopper may still come back to it.
 * @example { "orderId": "order-7", "leftAt": "2026-02-01T10:00:00.000Z" }
 */
@EventType('order.cart-abandoned')
export class CartAbandoned extends DomainEvent<'order.cart-abandoned'> {
  @IsString() readonly orderId!: string;
  /** When the shopper did something to it last. */
  @IsDate() @EncodedBy(dateTime) readonly leftAt!: Date;
}
