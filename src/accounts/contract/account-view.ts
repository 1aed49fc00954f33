import { ApiProperty } from '@nestjs/swagger';

/** What others see of an account. */
export class AccountView {
  @ApiProperty({ example: 'alice' })
  readonly accountId!: string;
  @ApiProperty({ example: 'customer-1' })
  readonly ownerId!: string;
  @ApiProperty({ description: 'ISO 4217', example: 'EUR' })
  readonly currency!: string;
  @ApiProperty({ enum: ['open', 'frozen', 'closed'] })
  readonly status!: string;
  @ApiProperty({ type: 'integer', description: 'In minor units (cents)', example: 12500 })
  readonly balanceMinor!: number;
  @ApiProperty({
    type: 'integer',
    required: false,
    description: 'What of the balance is held for others; absent where nothing is',
    example: 2500,
  })
  readonly heldMinor?: number;
  @ApiProperty({ type: 'integer', description: 'The version that this is the state at; also the ETag', example: 2 })
  readonly version!: number;
}
