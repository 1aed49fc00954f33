import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsMinorUnits } from '../is-minor-units.decorator.js';
import { IsQuantity } from '../is-quantity.decorator.js';

/**
 * Pieces of a product were put into the cart.
 * @example { "store": "store-3", "sku": "pen-blue", "quantity": 2, "priceMinor": 10990, "freightMinor": 2551 }
 */
@EventType('order.item-added')
export class ItemAdded extends DomainEvent<'order.item-added'> {
  @IsString() readonly store!: string;
  /** The store's number for the product. */
  @IsString() readonly sku!: string;
  @IsQuantity() readonly quantity!: number;
  /** Of one piece, as it was offered then. */
  @IsMinorUnits(0) readonly priceMinor!: number;
  /** What it costs to send one piece. */
  @IsMinorUnits(0) readonly freightMinor!: number;
}
