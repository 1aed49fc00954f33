import { ApiProperty } from '@nestjs/swagger';

/** What was booked, and where it has led. */
export class BookedLine {
  @ApiProperty({ type: 'integer', description: 'The version of the account that it has led to', example: 2 })
  readonly version!: number;
  @ApiProperty({ enum: ['deposit', 'withdrawal', 'fee', 'interest', 'reversal'] })
  readonly kind!: string;
  @ApiProperty({ type: 'integer', description: 'In minor units (cents); below zero: money out', example: 12500 })
  readonly amountMinor!: number;
  @ApiProperty({ type: 'integer', description: 'The balance after it, in the order of the statement', example: 12500 })
  readonly balanceMinor!: number;
  @ApiProperty({ description: 'What it was for; empty if nobody said', example: 'salary' })
  readonly text!: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'When it happened in the world' })
  readonly occurredAt!: Date;
}

/** What has happened to an account's money within a period, in the order in which it happened in the world. */
export class AccountStatement {
  @ApiProperty({ example: 'alice' })
  readonly accountId!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'As asked for; null if it was not' })
  readonly from!: Date | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'As asked for; null if it was not' })
  readonly to!: Date | null;
  @ApiProperty({ type: 'integer', description: 'Before the first line, in minor units (cents)', example: 0 })
  readonly openingBalanceMinor!: number;
  @ApiProperty({ type: 'integer', description: 'After the last line, in minor units (cents)', example: 12500 })
  readonly closingBalanceMinor!: number;
  @ApiProperty({ type: [BookedLine] })
  readonly lines!: readonly BookedLine[];
}
