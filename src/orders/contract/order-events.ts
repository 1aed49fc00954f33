/** What others may hear of an order. What happens in a cart is between it and its shopper, until it is left or submitted. */
export { CartAbandoned } from '../domain/events/cart-abandoned.js';
export { OrderSubmitted } from '../domain/events/order-submitted.js';
export { OrderPaymentCaptured } from '../domain/events/order-payment-captured.js';
export { OrderInvoiced } from '../domain/events/order-invoiced.js';
export { OrderShipmentRequested } from '../domain/events/order-shipment-requested.js';
export { OrderHandedToCarrier } from '../domain/events/order-handed-to-carrier.js';
export { OrderDeliveryOverdue } from '../domain/events/order-delivery-overdue.js';
export { OrderDelivered } from '../domain/events/order-delivered.js';
export { OrderCancelled } from '../domain/events/order-cancelled.js';
export { OrderBecameUnavailable } from '../domain/events/order-became-unavailable.js';
export { OrderReturned } from '../domain/events/order-returned.js';
export { OrderRefunded } from '../domain/events/order-refunded.js';
