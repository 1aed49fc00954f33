import type { PointInTime } from '@daybook/nestjs';
import { Query } from '@nestjs/cqrs';
import type { StockView } from '../contract/stock-view.js';

/** What is there of a product, now or at a point in time? */
export class ViewStock extends Query<StockView> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly at?: PointInTime,
  ) {
    super();
  }
}
