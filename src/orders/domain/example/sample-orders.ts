import { CartAbandoned } from '../events/cart-abandoned.js';
import { CouponApplied } from '../events/coupon-applied.js';
import { ItemAdded } from '../events/item-added.js';
import { ItemRemoved } from '../events/item-removed.js';
import { OrderBecameUnavailable } from '../events/order-became-unavailable.js';
import { OrderBegun } from '../events/order-begun.js';
import { OrderCancelled } from '../events/order-cancelled.js';
import { OrderDelivered } from '../events/order-delivered.js';
import { OrderDeliveryOverdue } from '../events/order-delivery-overdue.js';
import { OrderHandedToCarrier } from '../events/order-handed-to-carrier.js';
import { OrderInvoiced } from '../events/order-invoiced.js';
import { OrderPaymentCaptured } from '../events/order-payment-captured.js';
import { OrderRefunded } from '../events/order-refunded.js';
import { OrderReturned } from '../events/order-returned.js';
import { OrderShipmentRequested } from '../events/order-shipment-requested.js';
import { OrderSubmitted } from '../events/order-submitted.js';
import type { OrderLine } from '../order-line.js';

/** The order of all specs. */
const orderId = 'given';

export const pens: OrderLine = { store: 'lisbon', sku: 'pen', quantity: 2, priceMinor: 1000, freightMinor: 100 };
export const book: OrderLine = { store: 'porto', sku: 'book', quantity: 1, priceMinor: 5000, freightMinor: 0 };

export const begun = OrderBegun.of({ orderId, customerId: 'c-1', currency: 'EUR' });
export const added = (item: OrderLine = pens) => ItemAdded.of({ ...item });
export const removed = (quantity: number, { store, sku } = pens) => ItemRemoved.of({ store, sku, quantity });
export const percentOff = (percent: number) => CouponApplied.of({ code: 'LESS', percentOff: percent });
export const amountOff = (amountOffMinor: number) => CouponApplied.of({ code: 'LESS', amountOffMinor });
export const abandoned = (leftAt: Date) => CartAbandoned.of({ orderId, leftAt });

/** Two pens, ordered: 2,000 for the goods and 200 to send them. */
export const submitted = OrderSubmitted.of({
  orderId,
  customerId: 'c-1',
  accountId: 'c-1',
  currency: 'EUR',
  lines: [pens],
  goodsMinor: 2000,
  freightMinor: 200,
  discountMinor: 0,
  totalMinor: 2200,
});
export const captured = (amountMinor = 2200, paymentId = 'p-1') =>
  OrderPaymentCaptured.of({ orderId, paymentId, amountMinor });
export const invoiced = OrderInvoiced.of({ orderId, invoiceNumber: 'i-1' });
export const shipmentRequested = OrderShipmentRequested.of({ orderId, lines: [pens] });
export const shipped = OrderHandedToCarrier.of({ orderId });
export const deliveryOverdue = OrderDeliveryOverdue.of({ orderId });
export const delivered = OrderDelivered.of({ orderId });
export const cancelled = OrderCancelled.of({ orderId });
export const unavailable = OrderBecameUnavailable.of({ orderId });
export const returned = OrderReturned.of({ orderId, payments: [{ paymentId: 'p-1', amountMinor: 2200 }] });
export const refunded = (amountMinor: number, paymentId = 'p-1') =>
  OrderRefunded.of({ orderId, paymentId, amountMinor });

const ordered = [begun, added(), submitted] as const;
const paid = [...ordered, captured()] as const;
const sent = [...paid, shipped] as const;

/** What has happened to an order that stands at each of the statuses. */
export const pasts = {
  cart: [begun, added()],
  abandoned: [begun, added(), abandoned(new Date('2026-01-01'))],
  submitted: ordered,
  paid,
  invoiced: [...paid, invoiced],
  shipped: sent,
  delivered: [...sent, delivered],
  cancelled: [...paid, cancelled],
  unavailable: [...paid, unavailable],
  returned: [...sent, delivered, returned],
} as const;
