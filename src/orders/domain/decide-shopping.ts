import { type DecisionContext, enforce } from '@daybook/domain';
import type { Coupon } from './coupon.js';
import { CartAbandoned } from './events/cart-abandoned.js';
import { CouponApplied } from './events/coupon-applied.js';
import { ItemAdded } from './events/item-added.js';
import { ItemRemoved } from './events/item-removed.js';
import { OrderBegun } from './events/order-begun.js';
import { OrderSubmitted } from './events/order-submitted.js';
import type { ShoppingCommand } from './order-command.js';
import { lineKey, type OrderLine } from './order-line.js';
import { type OrderState, withItem } from './order-state.js';
import { totalOf } from './order-total.js';
import { cartMustBeLeftForADay } from './rules/cart-must-be-left-for-a-day.js';
import { cartMustBeOpen } from './rules/cart-must-be-open.js';
import { cartMustNotBeAbandonedTwice } from './rules/cart-must-not-be-abandoned-twice.js';
import { cartMustNotOverflow } from './rules/cart-must-not-overflow.js';
import { couponMustBeTheOnlyOne } from './rules/coupon-must-be-the-only-one.js';
import { couponMustTakeSomethingOff } from './rules/coupon-must-take-something-off.js';
import { itemMustBeInCart } from './rules/item-must-be-in-cart.js';
import { itemMustKeepItsPrice } from './rules/item-must-keep-its-price.js';
import { orderMustCostSomething } from './rules/order-must-cost-something.js';
import { orderMustHaveItems } from './rules/order-must-have-items.js';
import { orderMustNotHaveBegun } from './rules/order-must-not-have-begun.js';
import { priceMustBeCountable } from './rules/price-must-be-countable.js';
import { quantityMustBePositive } from './rules/quantity-must-be-positive.js';
import { totalMustStayCountable } from './rules/total-must-stay-countable.js';

/** What happens on what a shopper does. A cart that was abandoned is taken up again by whatever is done to it next. */
export function decideShopping(command: ShoppingCommand, order: OrderState, { id: orderId, now }: DecisionContext) {
  if (command.type === 'begin') {
    enforce(orderMustNotHaveBegun(order.status));
    return OrderBegun.of({ orderId, customerId: command.customerId, currency: command.currency });
  }
  enforce(cartMustBeOpen(order.status));
  switch (command.type) {
    case 'add-item':
      return added(command.item, order);
    case 'remove-item':
      return removed(command, order);
    case 'apply-coupon':
      enforce(couponMustTakeSomethingOff(command.coupon));
      enforce(couponMustBeTheOnlyOne(order.coupon));
      return couponApplied(command.coupon);
    case 'abandon':
      enforce(cartMustNotBeAbandonedTwice(order.status));
      enforce(cartMustBeLeftForADay(order.touchedAt, now));
      return CartAbandoned.of({ orderId, leftAt: order.touchedAt });
    case 'submit':
      return submitted(command, order, orderId);
  }
}

function couponApplied({ code, percentOff, amountOffMinor }: Coupon): CouponApplied {
  return CouponApplied.of(percentOff === undefined ? { code, amountOffMinor } : { code, percentOff });
}

function added(item: OrderLine, { lines }: OrderState): ItemAdded {
  enforce(quantityMustBePositive(item.quantity));
  enforce(priceMustBeCountable(item));
  enforce(itemMustKeepItsPrice(item, lines.get(lineKey(item))));
  const afterwards = withItem(lines, item);
  enforce(cartMustNotOverflow(afterwards.size));
  enforce(totalMustStayCountable(totalOf(afterwards.values(), undefined).totalMinor));
  return ItemAdded.of({ ...item });
}

function removed(
  { store, sku, quantity }: Extract<ShoppingCommand, { type: 'remove-item' }>,
  { lines }: OrderState,
): ItemRemoved {
  const inCart = lines.get(lineKey({ store, sku }))?.quantity ?? 0;
  const taken = quantity ?? inCart;
  enforce(itemMustBeInCart({ store, sku }, taken, inCart));
  enforce(quantityMustBePositive(taken));
  return ItemRemoved.of({ store, sku, quantity: taken });
}

function submitted(
  { accountId, promisedOn, fulfilment }: Extract<ShoppingCommand, { type: 'submit' }>,
  { customerId, currency, lines, coupon }: OrderState,
  orderId: string,
): OrderSubmitted {
  enforce(orderMustHaveItems(lines.size));
  const total = totalOf(lines.values(), coupon);
  enforce(orderMustCostSomething(total.totalMinor));
  return OrderSubmitted.of({
    orderId,
    customerId,
    accountId: accountId ?? customerId,
    currency,
    lines: Array.from(lines.values(), (line) => ({ ...line })),
    ...total,
    ...(promisedOn !== undefined && { promisedOn }),
    ...(fulfilment !== undefined && { fulfilment }),
  });
}
