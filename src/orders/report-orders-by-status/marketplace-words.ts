import type { OrderStatus } from '../domain/order-status.js';
import type { OrdersByStatusReport } from './orders-by-status-report.js';

type Word = keyof OrdersByStatusReport;

/** What each status is called there. Words that they do not have are ours. */
const words: Readonly<Record<Exclude<OrderStatus, 'not begun'>, Word>> = {
  delivered: 'delivered',
  shipped: 'shipped',
  cancelled: 'canceled',
  unavailable: 'unavailable',
  paid: 'processing',
  invoiced: 'invoiced',
  cart: 'cart',
  abandoned: 'abandoned',
  submitted: 'submitted',
  returned: 'returned',
};

/** What a status is called there; undefined of an order that has not begun. */
export function marketplaceWordOf(status: OrderStatus): Word | undefined {
  return status === 'not begun' ? undefined : words[status];
}

/** Counts of orders by their status, in those words: theirs always, ours where there are such orders. */
export function inMarketplaceWords(counts: ReadonlyMap<OrderStatus, number>): OrdersByStatusReport {
  const none = { delivered: 0, shipped: 0, canceled: 0, unavailable: 0, processing: 0, invoiced: 0 };
  const told = Array.from(counts, ([status, orders]) => (status === 'not begun' ? [] : [[words[status], orders]]));
  return { ...none, ...(Object.fromEntries(told.flat()) as Partial<OrdersByStatusReport>) };
}
