import type { EventOf, Evolve } from '@daybook/domain';
import type { orderEvents } from './order-events.js';
import { type OrderState, withItem, withoutItem, withPayment } from './order-state.js';

/** A function for each event, by its type. */
export type OrderEvolution = Exclude<Evolve<OrderState, EventOf<typeof orderEvents>>, (...folded: never[]) => unknown>;

/** What each event changes. It refuses nothing: what has happened, has happened. */
export const evolveOrder: OrderEvolution = {
  'order.begun': (order, { customerId, currency }, { occurredAt }) => ({
    ...order,
    status: 'cart',
    customerId,
    currency,
    touchedAt: laterOf(order.touchedAt, occurredAt),
  }),
  'order.item-added': (order, { store, sku, quantity, priceMinor, freightMinor }, { occurredAt }) => ({
    ...order,
    status: 'cart',
    lines: withItem(order.lines, { store, sku, quantity, priceMinor, freightMinor }),
    touchedAt: laterOf(order.touchedAt, occurredAt),
  }),
  'order.item-removed': (order, { store, sku, quantity }, { occurredAt }) => ({
    ...order,
    status: 'cart',
    lines: withoutItem(order.lines, { store, sku, quantity }),
    touchedAt: laterOf(order.touchedAt, occurredAt),
  }),
  'order.coupon-applied': (order, { code, percentOff, amountOffMinor = 0 }, { occurredAt }) => ({
    ...order,
    status: 'cart',
    coupon: percentOff === undefined ? { code, amountOffMinor } : { code, percentOff },
    touchedAt: laterOf(order.touchedAt, occurredAt),
  }),
  'order.cart-abandoned': (order) => ({ ...order, status: 'abandoned' }),
  'order.submitted': (order, { accountId, promisedOn, fulfilment = 'here' }, { occurredAt }) => ({
    ...order,
    status: 'submitted',
    accountId,
    promisedOn,
    fulfilment,
    touchedAt: laterOf(order.touchedAt, occurredAt),
  }),
  'order.payment-captured': (order, { paymentId, amountMinor }) => ({
    ...order,
    status: 'paid',
    payments: withPayment(order.payments, paymentId, { capturedMinor: amountMinor, refundedMinor: 0 }),
  }),
  'order.invoiced': (order, { invoiceNumber }) => ({ ...order, status: 'invoiced', invoiceNumber }),
  'order.shipment-requested': (order) => ({ ...order, isShipmentRequested: true }),
  'order.handed-to-carrier': (order, { carrier, trackingNumber }) => ({
    ...order,
    status: 'shipped',
    carrier,
    trackingNumber,
  }),
  'order.delivery-overdue': (order) => ({ ...order, isDeliveryOverdue: true }),
  'order.delivered': (order) => ({ ...order, status: 'delivered' }),
  'order.cancelled': (order) => ({ ...order, status: 'cancelled' }),
  'order.became-unavailable': (order) => ({ ...order, status: 'unavailable' }),
  'order.returned': (order) => ({ ...order, status: 'returned' }),
  'order.refunded': (order, { paymentId, amountMinor }) => ({
    ...order,
    payments: withPayment(order.payments, paymentId, { capturedMinor: 0, refundedMinor: amountMinor }),
  }),
};

/** What is told late has happened before what is known already: nobody was there later than before because of it. */
function laterOf(one: Date, other: Date): Date {
  return one > other ? one : other;
}
