import type { AsOf } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { OrdersByStatusReport } from './orders-by-status-report.js';

/** How many orders stand where, now or as of a time? */
export class ReportOrdersByStatus extends Query<OrdersByStatusReport> {
  constructor(readonly at: Pick<AsOf, 'occurredBy' | 'recordedBy'> = {}) {
    super();
  }
}
