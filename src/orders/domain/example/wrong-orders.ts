import { type AggregateClass, type DecisionContext, decider } from '@daybook/domain';
import { CartAbandoned } from '../events/cart-abandoned.js';
import type { OrderEvolution } from '../evolve-order.js';
import { OrderCancelled } from '../events/order-cancelled.js';
import { OrderHandedToCarrier } from '../events/order-handed-to-carrier.js';
import { OrderRefunded } from '../events/order-refunded.js';
import { OrderSubmitted } from '../events/order-submitted.js';
import { type Order, orderDefinition } from '../order.js';
import type { OrderCommand } from '../order-command.js';
import type { OrderState } from '../order-state.js';

type Decide = typeof orderDefinition.decide;
type Instead = (command: OrderCommand, order: OrderState, context: DecisionContext) => ReturnType<Decide> | undefined;

/** An order that decides something else here and there. */
function deciding(instead: Instead): AggregateClass<Order> {
  const decide: Decide = (command, order, context) =>
    instead(command, order, context) ?? orderDefinition.decide(command, order, context);
  return decider('order', { ...orderDefinition, decide });
}

const { evolve: evolved } = orderDefinition;

/** An order that folds some events in another way. */
function folding(others: Partial<OrderEvolution>): AggregateClass<Order> {
  return decider('order', { ...orderDefinition, evolve: { ...evolved, ...others } });
}

/** Orders that are wrong, each in one thing: what is tested with random sessions must find it out. */
export const wrongOrders: Readonly<Record<string, AggregateClass<Order>>> = {
  'cancels what has left': deciding((command, { status }, { id: orderId }) =>
    command.type === 'cancel' && status === 'shipped' ? OrderCancelled.of({ orderId }) : undefined,
  ),
  'sends what is not paid': deciding((command, { status }, { id: orderId }) =>
    command.type === 'hand-to-carrier' && status === 'submitted' ? OrderHandedToCarrier.of({ orderId }) : undefined,
  ),
  'is late twice': folding({ 'order.delivery-overdue': (order) => order }),
  'asks two carriers': folding({ 'order.shipment-requested': (order) => order }),
  'counts what it was told twice': deciding((command, { payments }, { id: orderId }) => {
    if (command.type !== 'record-refund' || command.refundedMinor < 1) return undefined;
    const { paymentId, refundedMinor } = command;
    const isThere = refundedMinor <= (payments.get(paymentId)?.capturedMinor ?? 0);
    return isThere ? OrderRefunded.of({ orderId, paymentId, amountMinor: refundedMinor }) : undefined;
  }),
  'hears of no refund while it goes on': deciding((command, { status }) => {
    const isUndone = ['cancelled', 'unavailable', 'returned'].includes(status);
    return command.type === 'record-refund' && !isUndone ? [] : undefined;
  }),
  'takes the coupon off after it has said the price': deciding((command, order, context) => {
    const event = command.type === 'submit' ? orderDefinition.decide(command, order, context) : undefined;
    if (!(event instanceof OrderSubmitted)) return undefined;
    return OrderSubmitted.of({ ...event, totalMinor: event.goodsMinor + event.freightMinor });
  }),
  'has no patience': deciding((command, { status, touchedAt: leftAt }, { id: orderId, now }) => {
    const isLeft = status === 'cart' && now.getTime() - leftAt.getTime() >= 23 * 3_600_000;
    return command.type === 'abandon' && isLeft ? CartAbandoned.of({ orderId, leftAt }) : undefined;
  }),
  'asks nobody back to an abandoned cart': folding({
    'order.item-added': (order, event, meta) => {
      const { status } = order;
      return { ...evolved['order.item-added'](order, event, meta), status };
    },
  }),
  'forgets what was taken out': folding({ 'order.item-removed': (order) => ({ ...order, status: 'cart' }) }),
  'takes two stores for one': folding({
    'order.item-added': (order, event, meta) => evolved['order.item-added'](order, { ...event, store: 'lisbon' }, meta),
  }),
  'counts a refund as no money': folding({ 'order.refunded': (order) => order }),
  'folds by its own clock': folding({
    'order.coupon-applied': (order, event, meta) => ({
      ...evolved['order.coupon-applied'](order, event, meta),
      touchedAt: new Date(performance.now()),
    }),
  }),
};
