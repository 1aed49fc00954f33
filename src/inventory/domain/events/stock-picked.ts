import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * The pieces that were put aside for an order were taken from the shelf: they have left, or are about to.
 * @example { "store": "lisbon", "sku": "pen-blue", "orderId": "order-1", "quantity": 2 }
 */
@EventType('stock.picked')
export class StockPicked extends DomainEvent<'stock.picked'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsString() readonly orderId!: string;
  @IsQuantity() readonly quantity!: number;
}
