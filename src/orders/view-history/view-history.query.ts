import type { PointInTime } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { OrderHistory } from './order-history.js';

/** Which part of a history is asked for. */
export interface HistoryPage {
  /** The first version. */
  readonly from: number;
  /** At most so many events. */
  readonly limit: number;
}

/** What has happened to the order, event by event, and how it looked after each of them? */
export class ViewHistory extends Query<OrderHistory> {
  constructor(
    readonly orderId: string,
    readonly page: HistoryPage,
    readonly at?: PointInTime,
  ) {
    super();
  }
}
