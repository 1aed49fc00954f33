import { Projections } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { NetWorthReport } from './net-worth-report.js';
import { NetWorth } from './net-worth.projection.js';
import { ReportNetWorth } from './report-net-worth.query.js';

@QueryHandler(ReportNetWorth)
export class ReportNetWorthHandler implements IQueryHandler<ReportNetWorth> {
  constructor(private readonly projections: Projections) {}

  async execute({ at }: ReportNetWorth): Promise<NetWorthReport> {
    const sums = new Map<string, { total: bigint; accounts: number }>();
    for await (const { currency, balanceMinor, isOpened } of this.projections.of(NetWorth).all(at)) {
      if (!isOpened) continue;
      const { total, accounts } = sums.get(currency) ?? { total: 0n, accounts: 0 };
      sums.set(currency, { total: total + BigInt(balanceMinor), accounts: accounts + 1 });
    }
    const currencies = [...sums]
      .sort(([one], [other]) => (one < other ? -1 : 1))
      // Exact up to 2^53 - 1, as every number of JSON that JavaScript reads.
      .map(([currency, { total, accounts }]) => ({ currency, totalMinor: Number(total), accounts }));
    const [only, ...others] = currencies;
    return {
      totalMinor: others.length === 0 ? (only?.totalMinor ?? 0) : null,
      accounts: currencies.reduce((sum, { accounts }) => sum + accounts, 0),
      currencies,
    };
  }
}
