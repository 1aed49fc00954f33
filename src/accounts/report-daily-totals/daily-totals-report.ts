import { ApiProperty } from '@nestjs/swagger';

/** What a day has moved, in minor units. */
export class ReportedDay {
  @ApiProperty({ type: String, format: 'date', description: 'In UTC', example: '2026-02-01' })
  readonly day!: string;
  @ApiProperty({ type: 'integer', description: 'Deposits', example: 12500 })
  readonly inMinor!: number;
  @ApiProperty({ type: 'integer', description: 'Withdrawals', example: 2500 })
  readonly outMinor!: number;
  @ApiProperty({ type: 'integer', example: 100 })
  readonly feesMinor!: number;
  @ApiProperty({ type: 'integer', example: 0 })
  readonly interestMinor!: number;
  @ApiProperty({ type: 'integer', description: 'Deposits that were taken back on this day', example: 0 })
  readonly reversedMinor!: number;
  @ApiProperty({ type: 'integer', description: 'How many bookings', example: 3 })
  readonly count!: number;
}

/** The days of a period on which something was booked. */
export class DailyTotalsReport {
  @ApiProperty({ type: [ReportedDay], description: 'In the order of the calendar' })
  readonly days!: readonly ReportedDay[];
}
