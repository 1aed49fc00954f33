import { ApiProperty } from '@nestjs/swagger';

/** A product of which there is not what the books say. */
export class StockDifference {
  @ApiProperty({ example: 'lisbon' })
  readonly store!: string;
  @ApiProperty({ example: 'pen-blue' })
  readonly sku!: string;
  @ApiProperty({ type: 'integer', description: 'How many pieces somebody has found', example: 11 })
  readonly counted!: number;
  @ApiProperty({ type: 'integer', description: 'How many there are by the books', example: 12 })
  readonly onHand!: number;
  @ApiProperty({
    type: 'integer',
    description: 'What was found beyond the books; below zero what is missing',
    example: -1,
  })
  readonly difference!: number;
}

/** What a physical count has come to, compared with the books. */
export class StockReconciliation {
  @ApiProperty({ type: 'integer', description: 'How many products were compared', example: 240 })
  readonly compared!: number;
  @ApiProperty({ type: [StockDifference], description: 'Those that differ, in the order of the count' })
  readonly differences!: readonly StockDifference[];
}
