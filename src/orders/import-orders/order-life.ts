import type { MarketplaceOrder } from '../marketplace/marketplace-rows.js';
import { CancelOrder } from '../cancel-order/cancel-order.command.js';
import { HandToCarrier } from '../hand-to-carrier/hand-to-carrier.command.js';
import { InvoiceOrder } from '../invoice-order/invoice-order.command.js';
import { MarkDelivered } from '../mark-delivered/mark-delivered.command.js';
import { MarkUnavailable } from '../mark-unavailable/mark-unavailable.command.js';
import { cartOf } from './cart.js';
import type { LifeStep } from './life-step.js';
import { lifeTimesOf } from './life-times.js';
import { LifeSteps } from './life-steps.js';
import { MoneySteps } from './money-steps.js';
import { progressOf } from './order-progress.js';
import { StockSteps } from './stock-steps.js';

/** Said of what the marketplace gives no reason for. */
const reason = 'said the marketplace';

/**
 * The life of an order as commands, step by step, from what the files say of it: a pure function. The order of a life wins
 * over the times, which go along as the times at which it happened. A life goes as far as the word of the file says, and as
 * there is something to buy and to pay with.
 */
export function lifeOf(marketplaceOrder: MarketplaceOrder): readonly LifeStep[] {
  const { order } = marketplaceOrder;
  const { orderId } = order;
  const life = new LifeSteps(orderId);
  const times = lifeTimesOf(order);
  const stock = new StockSteps(life, marketplaceOrder);
  const money = new MoneySteps(life, marketplaceOrder);
  const { isPaid, isInvoiced, hasLeft, isDelivered, isCalledOff } = progressOf(order);

  life.add(cartOf(marketplaceOrder, life, times.purchased));
  const isOrdered = marketplaceOrder.items.length > 0;
  if (isOrdered) stock.reserve(times.purchased);
  const isCaptured = isOrdered && isPaid && money.isThere;
  if (isCaptured) money.take(times);
  else if (isOrdered) money.putAside(times.purchased);

  if (isCalledOff) {
    const at = times.calledOff;
    if (order.status === 'canceled') {
      const cancelled = { type: 'order.cancelled', data: {} };
      life.ofOrder(
        'cancel',
        order,
        at,
        (recording) => new CancelOrder(orderId, reason, recording, 'elsewhere'),
        cancelled,
      );
    } else if (isOrdered) {
      const unavailable = { type: 'order.became-unavailable', data: {} };
      life.ofOrder(
        'mark-unavailable',
        order,
        at,
        (recording) => new MarkUnavailable(orderId, reason, recording, 'elsewhere'),
        unavailable,
      );
    }
    if (isOrdered) stock.release(at);
    if (isCaptured) money.giveBack(at, reason);
    else if (isOrdered) money.letGo(at, reason);
    return life.steps;
  }

  // The file has no time for it: it is written when the order is paid, and goes with the goods.
  if (isInvoiced && isCaptured) {
    const invoiced = { type: 'order.invoiced', data: {} };
    life.ofOrder(
      'invoice',
      order,
      times.approved,
      (recording) => new InvoiceOrder(orderId, undefined, recording),
      invoiced,
    );
  }
  if (hasLeft && isCaptured) {
    stock.pick(times.handedOver);
    const handedOver = { type: 'order.handed-to-carrier', data: {} };
    life.ofOrder(
      'hand-over',
      order,
      times.handedOver,
      (recording) => new HandToCarrier(orderId, {}, recording),
      handedOver,
    );
  }
  if (isDelivered && isCaptured) {
    const delivered = { type: 'order.delivered', data: {} };
    life.ofOrder('deliver', order, times.delivered, (recording) => new MarkDelivered(orderId, recording), delivered);
  }
  return life.steps;
}
