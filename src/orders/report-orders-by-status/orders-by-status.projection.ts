import { On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { CartAbandoned } from '../domain/events/cart-abandoned.js';
import { CouponApplied } from '../domain/events/coupon-applied.js';
import { ItemAdded } from '../domain/events/item-added.js';
import { ItemRemoved } from '../domain/events/item-removed.js';
import { OrderBecameUnavailable } from '../domain/events/order-became-unavailable.js';
import { OrderBegun } from '../domain/events/order-begun.js';
import { OrderCancelled } from '../domain/events/order-cancelled.js';
import { OrderDelivered } from '../domain/events/order-delivered.js';
import { OrderHandedToCarrier } from '../domain/events/order-handed-to-carrier.js';
import { OrderInvoiced } from '../domain/events/order-invoiced.js';
import { OrderPaymentCaptured } from '../domain/events/order-payment-captured.js';
import { OrderReturned } from '../domain/events/order-returned.js';
import { OrderSubmitted } from '../domain/events/order-submitted.js';
import { OrderStanding } from './order-standing.js';

/**
 * Where each order stands. A row for each order, and not for each status: orders that are changed at once then share no
 * row, and no event need say where its order stood before.
 */
@Projection('orders-by-status', { version: 1, readModel: OrderStanding, categories: ['order'] })
export class OrdersByStatus extends FoldProjection<OrderStanding> {
  initial(orderId: string): OrderStanding {
    return Object.assign(new OrderStanding(), { orderId, status: 'not begun' });
  }

  @On(OrderBegun, ItemAdded, ItemRemoved, CouponApplied) shopping(row: OrderStanding): void {
    row.status = 'cart';
  }

  @On(CartAbandoned) abandoned(row: OrderStanding): void {
    row.status = 'abandoned';
  }

  @On(OrderSubmitted) submitted(row: OrderStanding): void {
    row.status = 'submitted';
  }

  @On(OrderPaymentCaptured) paid(row: OrderStanding): void {
    row.status = 'paid';
  }

  @On(OrderInvoiced) invoiced(row: OrderStanding): void {
    row.status = 'invoiced';
  }

  @On(OrderHandedToCarrier) shipped(row: OrderStanding): void {
    row.status = 'shipped';
  }

  @On(OrderDelivered) delivered(row: OrderStanding): void {
    row.status = 'delivered';
  }

  @On(OrderCancelled) cancelled(row: OrderStanding): void {
    row.status = 'cancelled';
  }

  @On(OrderBecameUnavailable) unavailable(row: OrderStanding): void {
    row.status = 'unavailable';
  }

  @On(OrderReturned) returned(row: OrderStanding): void {
    row.status = 'returned';
  }
}
