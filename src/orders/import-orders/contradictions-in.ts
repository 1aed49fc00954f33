import type { ItemRow, MarketplaceOrder, OrderRow, PaymentRow, RowPlace } from '../marketplace/marketplace-rows.js';
import type { Contradiction, ContradictionKind } from './contradiction.js';
import { progressOf } from './order-progress.js';

type Found = readonly [kind: ContradictionKind, says: string, row?: RowPlace | undefined];

/** What the files say of an order that cannot all be true. None of it stops the order: each is settled in a way that is told. */
export function contradictionsIn({ order, items, payments }: MarketplaceOrder): readonly Contradiction[] {
  const found = [...ofTimes(order), ...ofStatus(order), ...ofMoney(items, payments), ...ofRows(items, payments)];
  return found.map(([kind, says, { file, line } = order]) => ({ kind, orderId: order.orderId, file, line, says }));
}

/** Each pair of times that are the wrong way round. */
function ofTimes({ purchasedAt, approvedAt, handedToCarrierAt, deliveredAt }: OrderRow): Found[] {
  const [bought, approved, handed, delivered] = [purchasedAt, approvedAt, handedToCarrierAt, deliveredAt];
  const pairs: readonly (readonly [ContradictionKind, Date | undefined, Date | undefined])[] = [
    ['approved-before-purchase', approved, bought],
    ['handed-over-before-purchase', handed, bought],
    ['delivered-before-purchase', delivered, bought],
    ['handed-over-before-approval', handed, approved],
    ['delivered-before-approval', delivered, approved],
    ['delivered-before-hand-over', delivered, handed],
  ];
  return pairs.flatMap(([kind, earlier, later]): Found[] => {
    if (earlier === undefined || later === undefined || earlier >= later) return [];
    return [[kind, `was ${kind.replace(/-(\w+)$/, ' $1').replaceAll('-', ' ')}: ${text(earlier)}, and ${text(later)}`]];
  });
}

/** What the status says, and the times do not, or the other way round. */
function ofStatus(order: OrderRow): Found[] {
  const { status, approvedAt, handedToCarrierAt, deliveredAt } = order;
  const { isPaid, hasLeft, isDelivered, isCalledOff } = progressOf(order);
  const found: Found[] = [];
  if (isPaid && !approvedAt)
    found.push(['approval-time-missing', `is ${status}, and nobody wrote down when it was paid`]);
  if (hasLeft && !handedToCarrierAt) found.push(['hand-over-time-missing', `is ${status}, and was never handed over`]);
  if (isDelivered && !deliveredAt) found.push(['delivery-time-missing', `is ${status}, and nobody wrote down when`]);
  const beyond = deliveredAt ?? handedToCarrierAt;
  if (beyond === undefined) return found;
  const word = deliveredAt === undefined ? 'handed over' : 'delivered';
  if (isCalledOff) found.push(['called-off-after-hand-over', `is ${status}, and was ${word} on ${text(beyond)}`]);
  else if (!hasLeft || (!isDelivered && deliveredAt)) {
    found.push(['went-further-than-status', `is ${status}, and was ${word} on ${text(beyond)}`]);
  }
  return found;
}

function ofMoney(items: readonly ItemRow[], payments: readonly PaymentRow[]): Found[] {
  const price = items.reduce((sum, { priceMinor, freightMinor }) => sum + priceMinor + freightMinor, 0);
  const paid = payments.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const found: Found[] = payments
    .filter(({ amountMinor }) => amountMinor === 0)
    .map((row) => ['payment-of-nothing', `has payment ${row.sequence} of nothing`, row]);
  if (payments.length > 0 && items.length > 0 && price !== paid) {
    const difference = `${Math.abs(paid - price)} too ${paid > price ? 'much' : 'little'}`;
    found.push(['payments-do-not-add-up', `costs ${price}, and ${paid} were paid: ${difference}`, payments[0]]);
  }
  return found;
}

function ofRows(items: readonly ItemRow[], payments: readonly PaymentRow[]): Found[] {
  const found: Found[] = [];
  if (items.length === 0) found.push(['order-without-items', 'has no items']);
  if (payments.length === 0) found.push(['order-without-payments', 'has no payments']);
  const skippedItem = items.find(({ number }, place) => number !== place + 1);
  if (skippedItem) {
    const says = `has item ${skippedItem.number}, and not all before it`;
    found.push(['items-not-numbered-through', says, skippedItem]);
  }
  const skipped = payments.find(({ sequence }, place) => sequence !== place + 1);
  if (skipped) {
    found.push(['payments-not-numbered-through', `has payment ${skipped.sequence}, and not all before it`, skipped]);
  }
  for (const [place, item] of items.entries()) {
    const first = items.slice(0, place).find((other) => other.store === item.store && other.sku === item.sku);
    if (!first || (first.priceMinor === item.priceMinor && first.freightMinor === item.freightMinor)) continue;
    const says = `has item ${item.number} at ${item.priceMinor} and ${item.freightMinor}, and the same at ${first.priceMinor} and ${first.freightMinor}`;
    found.push(['price-differs-within-order', says, item]);
  }
  return found;
}

function text(time: Date): string {
  return time.toISOString().replace('.000Z', 'Z');
}
