import { CartAbandoned } from './events/cart-abandoned.js';
import { CouponApplied } from './events/coupon-applied.js';
import { ItemAdded } from './events/item-added.js';
import { ItemRemoved } from './events/item-removed.js';
import { OrderBecameUnavailable } from './events/order-became-unavailable.js';
import { OrderBegun } from './events/order-begun.js';
import { OrderCancelled } from './events/order-cancelled.js';
import { OrderDelivered } from './events/order-delivered.js';
import { OrderDeliveryOverdue } from './events/order-delivery-overdue.js';
import { OrderHandedToCarrier } from './events/order-handed-to-carrier.js';
import { OrderInvoiced } from './events/order-invoiced.js';
import { OrderPaymentCaptured } from './events/order-payment-captured.js';
import { OrderRefunded } from './events/order-refunded.js';
import { OrderReturned } from './events/order-returned.js';
import { OrderShipmentRequested } from './events/order-shipment-requested.js';
import { OrderSubmitted } from './events/order-submitted.js';

/** Everything that can happen to an order, in the order of its life. */
export const orderEvents = [
  OrderBegun,
  ItemAdded,
  ItemRemoved,
  CouponApplied,
  CartAbandoned,
  OrderSubmitted,
  OrderPaymentCaptured,
  OrderInvoiced,
  OrderShipmentRequested,
  OrderHandedToCarrier,
  OrderDeliveryOverdue,
  OrderDelivered,
  OrderCancelled,
  OrderBecameUnavailable,
  OrderReturned,
  OrderRefunded,
] as const;
