import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * What was picked for an order lies on the shelf again: it has not left, and is wanted no more.
 * @example { "store": "lisbon", "sku": "pen-blue", "orderId": "order-1", "quantity": 2 }
 */
@EventType('stock.put-back')
export class StockPutBack extends DomainEvent<'stock.put-back'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsString() readonly orderId!: string;
  @IsQuantity() readonly quantity!: number;
}
