import { ApiProperty } from '@nestjs/swagger';

/** How many pieces of a product there are. */
export class StockCounts {
  @ApiProperty({ type: 'integer', description: 'The pieces in the store, reserved ones included', example: 12 })
  readonly onHand!: number;
  @ApiProperty({ type: 'integer', description: 'The pieces that are put aside for orders', example: 2 })
  readonly reserved!: number;
  @ApiProperty({ type: 'integer', description: 'The pieces that an order can still have', example: 10 })
  readonly available!: number;
}
