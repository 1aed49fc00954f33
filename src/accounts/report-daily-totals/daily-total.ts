import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a day has moved in the whole bank: a row of `daily_totals`. Sums are of any size, unlike a balance. */
@Entity({ name: 'daily_totals', synchronize: false })
export class DailyTotal {
  /** A day in UTC, as `2026-02-01`: in the order of the text, too. */
  @PrimaryColumn({ type: 'text' }) day!: string;
  @Column({ name: 'in_minor', type: 'numeric' }) inMinor!: bigint;
  @Column({ name: 'out_minor', type: 'numeric' }) outMinor!: bigint;
  @Column({ name: 'fees_minor', type: 'numeric' }) feesMinor!: bigint;
  @Column({ name: 'interest_minor', type: 'numeric' }) interestMinor!: bigint;
  @Column({ name: 'reversed_minor', type: 'numeric' }) reversedMinor!: bigint;
  /** How many bookings. */
  @Column({ type: 'integer' }) count!: number;
}
