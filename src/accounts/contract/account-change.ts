import { ApiProperty } from '@nestjs/swagger';

/** Where a booking has ended. */
export class AccountChange {
  @ApiProperty({ type: 'integer', description: 'The version of the account afterwards', example: 2 })
  readonly version!: number;
  @ApiProperty({ type: 'integer', description: 'The position of its last event in the whole log', example: 17 })
  readonly position!: number;
  @ApiProperty({ type: 'integer', description: 'In minor units (cents)', example: 12500 })
  readonly balanceMinor!: number;
}
