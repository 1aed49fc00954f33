import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * Pieces that were put aside for an order are not there: a count has found fewer than were promised.
 * @example { "store": "lisbon", "sku": "pen-blue", "orderId": "order-1", "quantity": 2 }
 */
@EventType('stock.reservation-lost')
export class ReservationLost extends DomainEvent<'stock.reservation-lost'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsString() readonly orderId!: string;
  @IsQuantity() readonly quantity!: number;
}
