import type { StockReserved } from '../domain/events/stock-reserved.js';

/** By what a reservation is told from all others: `lisbon/pen-blue/order-1`. */
export function reservationKey({ store, sku, orderId }: Pick<StockReserved, 'store' | 'sku' | 'orderId'>): string {
  // So that no name that has a slash in it is taken for two.
  return [store, sku, orderId].map((name) => name.replaceAll(/[%/]/g, encodeURIComponent)).join('/');
}
