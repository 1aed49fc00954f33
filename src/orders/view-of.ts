import type { CouponView, OrderView } from './contract/order-view.js';
import type { Coupon } from './domain/coupon.js';
import type { Order } from './domain/order.js';
import { totalOf } from './domain/order-total.js';
import { sumOf } from './domain/payment.js';

/** An order as others see it. */
export function viewOf({ id: orderId, version, state }: Pick<Order, 'id' | 'version' | 'state'>): OrderView {
  const { customerId, status, currency, coupon } = state;
  return {
    orderId,
    customerId,
    status,
    currency,
    lines: Array.from(state.lines.values(), (line) => ({ ...line })),
    coupon: coupon === undefined ? null : couponView(coupon),
    ...totalOf(state.lines.values(), coupon),
    accountId: state.accountId === '' ? null : state.accountId,
    payments: Array.from(state.payments, ([paymentId, payment]) => ({ paymentId, ...payment })),
    ...sumOf(state.payments.values()),
    promisedOn: state.promisedOn ?? null,
    invoiceNumber: state.invoiceNumber ?? null,
    carrier: state.carrier ?? null,
    trackingNumber: state.trackingNumber ?? null,
    isDeliveryOverdue: state.isDeliveryOverdue,
    version,
  };
}

function couponView({ code, percentOff, amountOffMinor }: Coupon): CouponView {
  return { code, percentOff: percentOff ?? null, amountOffMinor: amountOffMinor ?? null };
}
