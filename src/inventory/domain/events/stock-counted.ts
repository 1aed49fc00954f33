import { DomainEvent, EventType } from '@daybook/domain';
import { IsString } from 'class-validator';
import { IsCount } from '../is-count.decorator.js';

/**
 * Somebody has counted the pieces on the shelf.
 * @example { "store": "lisbon", "sku": "pen-blue", "counted": 11, "expected": 12 }
 */
@EventType('stock.counted')
export class StockCounted extends DomainEvent<'stock.counted'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  @IsCount() readonly counted!: number;
  /** How many there should have been. */
  @IsCount() readonly expected!: number;
}
