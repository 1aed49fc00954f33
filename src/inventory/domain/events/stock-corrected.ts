import { DomainEvent, EventType } from '@daybook/domain';
import { IsInt, IsString } from 'class-validator';

/**
 * A count has shown that there are more or fewer pieces than the books said; from now on they say what was counted.
 * @example { "store": "lisbon", "sku": "pen-blue", "difference": -1 }
 */
@EventType('stock.corrected')
export class StockCorrected extends DomainEvent<'stock.corrected'> {
  @IsString() readonly store!: string;
  @IsString() readonly sku!: string;
  /** What was found, below zero what was missing. */
  @IsInt() readonly difference!: number;
}
