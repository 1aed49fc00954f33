import { On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { DepositReversed } from '../domain/events/deposit-reversed.js';
import { FeeCharged } from '../domain/events/fee-charged.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { FundsWithdrawn } from '../domain/events/funds-withdrawn.js';
import { InterestCredited } from '../domain/events/interest-credited.js';
import { DailyTotal } from './daily-total.js';

/**
 * What each day has moved, by the day on which it happened: a day long past changes when something of it is recorded late.
 *
 * Scheduled, because nobody looks at it by the second, and all accounts would write the same row of today.
 */
@Projection('daily-totals', {
  version: 1,
  readModel: DailyTotal,
  mode: { scheduled: '* * * * *' },
  key: (_event, { occurredAt }) => occurredAt.toISOString().slice(0, 10),
  categories: ['account'],
})
export class DailyTotals extends FoldProjection<DailyTotal> {
  initial(day: string): DailyTotal {
    const nothing = { inMinor: 0n, outMinor: 0n, feesMinor: 0n, interestMinor: 0n, reversedMinor: 0n, count: 0 };
    return Object.assign(new DailyTotal(), { day, ...nothing });
  }

  @On(FundsDeposited) deposited(row: DailyTotal, { amount }: FundsDeposited): void {
    row.inMinor += BigInt(amount.minor);
    row.count++;
  }

  @On(FundsWithdrawn) withdrawn(row: DailyTotal, { amountMinor }: FundsWithdrawn): void {
    row.outMinor += BigInt(amountMinor);
    row.count++;
  }

  @On(FeeCharged) charged(row: DailyTotal, { amountMinor }: FeeCharged): void {
    row.feesMinor += BigInt(amountMinor);
    row.count++;
  }

  @On(InterestCredited) credited(row: DailyTotal, { amountMinor }: InterestCredited): void {
    row.interestMinor += BigInt(amountMinor);
    row.count++;
  }

  @On(DepositReversed) reversed(row: DailyTotal, { amountMinor }: DepositReversed): void {
    row.reversedMinor += BigInt(amountMinor);
    row.count++;
  }
}
