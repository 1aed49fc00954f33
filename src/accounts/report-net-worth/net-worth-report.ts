import { ApiProperty } from '@nestjs/swagger';

/** What the accounts of one currency hold. */
export class CurrencyWorth {
  @ApiProperty({ description: 'ISO 4217', example: 'EUR' })
  readonly currency!: string;
  @ApiProperty({ type: 'integer', description: 'In its minor units', example: 12500 })
  readonly totalMinor!: number;
  @ApiProperty({ type: 'integer', example: 1 })
  readonly accounts!: number;
}

/** What all accounts hold together. */
export class NetWorthReport {
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'In minor units (cents); null if the accounts are of several currencies, which have no sum',
    example: 12500,
  })
  readonly totalMinor!: number | null;
  @ApiProperty({ type: 'integer', description: 'How many accounts there are, closed ones left out', example: 1 })
  readonly accounts!: number;
  @ApiProperty({ type: [CurrencyWorth], description: 'The same for each currency, in the order of the alphabet' })
  readonly currencies!: readonly CurrencyWorth[];
}
