import type { AsOf } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { NetWorthReport } from './net-worth-report.js';

/** What do all accounts hold together, now or as of a time? */
export class ReportNetWorth extends Query<NetWorthReport> {
  constructor(readonly at?: Pick<AsOf, 'occurredBy' | 'recordedBy'>) {
    super();
  }
}
