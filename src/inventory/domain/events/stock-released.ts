import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * The pieces that were put aside for an order are available again, because they are wanted no more.
 * @example { "store": "lisbon", "sku": "pen-blue", "orderId": "order-1", "quantity": 2 }
 */
@EventType('stock.released', { version: 2 })
export class StockReleased extends DomainEvent<'stock.released'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsString() readonly orderId!: string;
  @IsQuantity() readonly quantity!: number;
}
