import type { ItemRow } from '../marketplace/marketplace-rows.js';

/** The pieces of one product in one order. */
export interface OrderedProduct {
  /** The first row of it, which names the steps about it. */
  readonly row: ItemRow;
  readonly quantity: number;
}

/** The products of an order in the order of their first rows. */
export function productsOf(items: readonly ItemRow[]): readonly OrderedProduct[] {
  const products = new Map<string, { readonly row: ItemRow; quantity: number }>();
  for (const row of items) {
    const known = products.get(`${row.store} ${row.sku}`);
    if (known === undefined) products.set(`${row.store} ${row.sku}`, { row, quantity: 1 });
    else known.quantity++;
  }
  return [...products.values()];
}
