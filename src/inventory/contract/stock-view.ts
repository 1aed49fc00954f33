import { ApiProperty } from '@nestjs/swagger';
import { StockCounts } from './stock-counts.js';

/** What others see of the stock of a product in a store. */
export class StockView extends StockCounts {
  @ApiProperty({ example: 'lisbon' })
  readonly store!: string;
  @ApiProperty({ example: 'pen-blue' })
  readonly sku!: string;
  @ApiProperty({ type: 'integer', description: 'The version that this is the state at; also the ETag', example: 2 })
  readonly version!: number;
}
