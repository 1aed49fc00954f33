import type { PointInTime } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { OrderView } from '../contract/order-view.js';

/** How does the order look, now or at a point in time? */
export class ViewOrder extends Query<OrderView> {
  constructor(
    readonly orderId: string,
    readonly at?: PointInTime,
  ) {
    super();
  }
}
