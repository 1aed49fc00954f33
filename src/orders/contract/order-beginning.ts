import { ApiProperty } from '@nestjs/swagger';

/** Where the beginning of an order has ended. */
export class OrderBeginning {
  @ApiProperty({ description: 'As it was given, or a new UUID', example: 'order-7' })
  readonly orderId!: string;
  @ApiProperty({ type: 'integer', example: 1 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'The position of the event in the whole log', example: 16 })
  readonly position!: number;
}
