import { Query } from '@nestjs/cqrs';
import type { Period } from '../period.parameters.js';
import type { DailyTotalsReport } from './daily-totals-report.js';

/** What has each day of a period moved in the whole bank? */
export class ReportDailyTotals extends Query<DailyTotalsReport> {
  constructor(readonly period: Period) {
    super();
  }
}
