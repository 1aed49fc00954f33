import { ApiProperty } from '@nestjs/swagger';
import { orderStatuses } from './order-statuses.js';

/** Where a change of an order has ended. */
export class OrderChange {
  @ApiProperty({ type: 'integer', description: 'The version of the order afterwards', example: 2 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'The position of its last event in the whole log', example: 17 })
  readonly position!: number;
  @ApiProperty({ enum: orderStatuses, description: 'Where the order stands', example: 'cart' })
  readonly status!: string;
  @ApiProperty({ type: 'integer', description: 'What it costs, in minor units', example: 13541 })
  readonly totalMinor!: number;
}
