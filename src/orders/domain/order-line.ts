/** Pieces of one product from one store, each at the same price. */
export interface OrderLine {
  readonly store: string;
  /** The store's number for the product. */
  readonly sku: string;
  readonly quantity: number;
  /** Of one piece, in the order's minor units. */
  readonly priceMinor: number;
  /** What it costs to send one piece. */
  readonly freightMinor: number;
}

/** What a line is found by. Two stores may give two products the same number. */
export function lineKey({ store, sku }: Pick<OrderLine, 'store' | 'sku'>): string {
  return JSON.stringify([store, sku]);
}
