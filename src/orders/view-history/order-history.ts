import { ApiProperty } from '@nestjs/swagger';
import { OrderView } from '../contract/order-view.js';

/** Something that has happened to an order, and what came of it. */
export class OrderStep {
  @ApiProperty({ format: 'uuid' })
  readonly eventId!: string;
  @ApiProperty({ example: 'order.item-added' })
  readonly type!: string;
  @ApiProperty({ type: 'integer', example: 1 })
  readonly schemaVersion!: number;
  @ApiProperty({ type: 'integer', description: 'Its place in the order, from 1', example: 2 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'Its place in the whole log', example: 17 })
  readonly position!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    example: { store: 'lisbon', sku: 'pen-blue', quantity: 1 },
  })
  readonly data!: object;
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly metadata!: object;
  @ApiProperty({ type: String, format: 'date-time', description: 'When it happened in the world' })
  readonly occurredAt!: Date;
  @ApiProperty({ type: String, format: 'date-time', description: 'When the store recorded it' })
  readonly recordedAt!: Date;
  @ApiProperty({ type: OrderView, description: 'The order right after it' })
  readonly order!: OrderView;
}

/** A shopping session and what came of it, event by event. */
export class OrderHistory {
  @ApiProperty({ example: 'order-7' })
  readonly orderId!: string;
  @ApiProperty({ type: [OrderStep], description: 'In the order of their versions' })
  readonly steps!: readonly OrderStep[];
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Where the next page begins; null on the last one',
    example: null,
  })
  readonly nextFrom!: number | null;
}
