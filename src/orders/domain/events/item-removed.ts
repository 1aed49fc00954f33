import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * Pieces were taken out of the cart again.
 * @example { "store": "store-3", "sku": "pen-blue", "quantity": 1 }
 */
@EventType('order.item-removed')
export class ItemRemoved extends DomainEvent<'order.item-removed'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  /** How many of them; the line is gone with the last piece. */
  @IsQuantity() readonly quantity!: number;
}
