import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { periodTooLong } from '../period.parameters.js';
import { DailyTotal } from './daily-total.js';
import type { DailyTotalsReport, ReportedDay } from './daily-totals-report.js';
import { ReportDailyTotals } from './report-daily-totals.query.js';

/** The most days of one report. */
const mostDays = 10_000;

@QueryHandler(ReportDailyTotals)
export class ReportDailyTotalsHandler implements IQueryHandler<ReportDailyTotals> {
  constructor(@InjectRepository(DailyTotal) private readonly totals: Repository<DailyTotal>) {}

  async execute({ period: { from, to } }: ReportDailyTotals): Promise<DailyTotalsReport> {
    const query = this.totals
      .createQueryBuilder('total')
      .orderBy('total.day')
      .limit(mostDays + 1);
    if (from !== undefined) query.andWhere('total.day >= :from', { from: dayOf(from) });
    if (to !== undefined) query.andWhere('total.day <= :to', { to: dayOf(to) });
    const rows = await query.getMany();
    if (rows.length > mostDays) throw periodTooLong(mostDays, 'days on which something was booked');
    return { days: rows.map(reported) };
  }
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

// Exact up to 2^53 - 1, as every number of JSON that JavaScript reads.
function reported({ day, count, ...totals }: DailyTotal): ReportedDay {
  const { inMinor, outMinor, feesMinor, interestMinor, reversedMinor } = totals;
  return {
    day,
    inMinor: Number(inMinor),
    outMinor: Number(outMinor),
    feesMinor: Number(feesMinor),
    interestMinor: Number(interestMinor),
    reversedMinor: Number(reversedMinor),
    count,
  };
}
