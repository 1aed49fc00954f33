import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * Pieces came in.
 * @example { "store": "lisbon", "sku": "pen-blue", "quantity": 12 }
 */
@EventType('stock.received', { version: 2 })
export class StockReceived extends DomainEvent<'stock.received'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsQuantity() readonly quantity!: number;
}
