import type { Rule } from '@daybook/domain';
import type { Coupon } from '../coupon.js';

/** An order has one coupon, and keeps it. */
export function couponMustBeTheOnlyOne(coupon: Coupon | undefined): Rule {
  return {
    code: 'coupon-must-be-the-only-one',
    holds: coupon === undefined,
    message: 'The order has a coupon already. One counts for each order; use the other one for the next.',
    data: { code: coupon?.code ?? null },
  };
}
