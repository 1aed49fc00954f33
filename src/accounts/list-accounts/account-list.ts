import { ApiProperty } from '@nestjs/swagger';

/** An account in a list. */
export class ListedAccount {
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
  @ApiProperty({ type: String, format: 'date-time', description: 'When it was opened in the world' })
  readonly openedAt!: Date;
  @ApiProperty({ type: 'integer', description: 'The version of the account that this is the state at', example: 2 })
  readonly version!: number;
}

/** A page of accounts. */
export class AccountList {
  @ApiProperty({ type: [ListedAccount] })
  readonly accounts!: readonly ListedAccount[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What to send as `cursor` for the next page; null on the last one',
    example: null,
  })
  readonly nextCursor!: string | null;
}
