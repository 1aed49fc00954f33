import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * The time of a reservation was over: its pieces are available again.
 * @example { "store": "lisbon", "sku": "pen-blue", "orderId": "order-1", "quantity": 2 }
 */
@EventType('stock.reservation-expired')
export class ReservationExpired extends DomainEvent<'stock.reservation-expired'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsString() readonly orderId!: string;
  @IsQuantity() readonly quantity!: number;
}
