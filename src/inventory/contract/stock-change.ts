import { ApiProperty } from '@nestjs/swagger';
import { StockCounts } from './stock-counts.js';

/** Where a change of the stock has ended. */
export class StockChange extends StockCounts {
  @ApiProperty({ type: 'integer', description: 'The version of the stock item afterwards', example: 2 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'The position of its last event in the whole log', example: 17 })
  readonly position!: number;
}
