import { type Coupon, discountOn } from './coupon.js';
import type { OrderLine } from './order-line.js';

/** What an order costs, in minor units. */
export interface OrderTotal {
  readonly goodsMinor: number;
  readonly freightMinor: number;
  readonly discountMinor: number;
  /** What is to be paid: goods and freight without the discount. */
  readonly totalMinor: number;
}

/** What these lines cost with this coupon. */
export function totalOf(lines: Iterable<OrderLine>, coupon: Coupon | undefined): OrderTotal {
  let [goodsMinor, freightMinor] = [0, 0];
  for (const { quantity, priceMinor, freightMinor: freight } of lines) {
    goodsMinor += quantity * priceMinor;
    freightMinor += quantity * freight;
  }
  const discountMinor = coupon === undefined ? 0 : discountOn(goodsMinor, coupon);
  return { goodsMinor, freightMinor, discountMinor, totalMinor: goodsMinor + freightMinor - discountMinor };
}
