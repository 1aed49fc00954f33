import type { Coupon } from './coupon.js';
import type { FulfilmentPlace } from './fulfilment-place.js';
import { lineKey, type OrderLine } from './order-line.js';
import type { OrderStatus } from './order-status.js';
import type { Payment } from './payment.js';

/** What is true of an order. */
export interface OrderState {
  readonly status: OrderStatus;
  readonly customerId: string;
  /** The account that is to pay; empty until it is submitted. */
  readonly accountId: string;
  readonly currency: string;
  /** By what they are found by, in the order in which they came into the cart. */
  readonly lines: ReadonlyMap<string, OrderLine>;
  readonly coupon: Coupon | undefined;
  /** When the shopper did something to the cart last. */
  readonly touchedAt: Date;
  readonly promisedOn: string | undefined;
  readonly fulfilment: FulfilmentPlace;
  readonly invoiceNumber: string | undefined;
  /** Whether a carrier was asked to fetch the goods. */
  readonly isShipmentRequested: boolean;
  readonly carrier: string | undefined;
  readonly trackingNumber: string | undefined;
  /** Whether the goods have not arrived when they should have; also of those that came late. */
  readonly isDeliveryOverdue: boolean;
  /** By their ids, those included of which everything has gone back. */
  readonly payments: ReadonlyMap<string, Payment>;
}

export const notBegun: OrderState = {
  status: 'not begun',
  customerId: '',
  accountId: '',
  currency: '',
  lines: new Map(),
  coupon: undefined,
  touchedAt: new Date(0),
  promisedOn: undefined,
  fulfilment: 'here',
  invoiceNumber: undefined,
  isShipmentRequested: false,
  carrier: undefined,
  trackingNumber: undefined,
  isDeliveryOverdue: false,
  payments: new Map(),
};

type Lines = OrderState['lines'];

/** The lines with these pieces on top of them. */
export function withItem(lines: Lines, item: OrderLine): Lines {
  const key = lineKey(item);
  const quantity = item.quantity + (lines.get(key)?.quantity ?? 0);
  return new Map(lines).set(key, { ...item, quantity });
}

/** The lines without so many pieces; a line ends with its last one. */
export function withoutItem(lines: Lines, item: Pick<OrderLine, 'store' | 'sku' | 'quantity'>): Lines {
  const key = lineKey(item);
  const line = lines.get(key);
  const rest = new Map(lines);
  // As of a time in the world, it may be missing that they were added: what happened is recorded later, and says earlier.
  if (line === undefined || line.quantity <= item.quantity) rest.delete(key);
  else rest.set(key, { ...line, quantity: line.quantity - item.quantity });
  return rest;
}

/** The payments after one of them has been added to. */
export function withPayment(
  payments: OrderState['payments'],
  paymentId: string,
  { capturedMinor, refundedMinor }: Payment,
): OrderState['payments'] {
  const before = payments.get(paymentId) ?? { capturedMinor: 0, refundedMinor: 0 };
  return new Map(payments).set(paymentId, {
    capturedMinor: before.capturedMinor + capturedMinor,
    refundedMinor: before.refundedMinor + refundedMinor,
  });
}
