/** Which stock: of what, and where. */
export interface StockPlace {
  /** The shop or warehouse; no `@` in it. */
  readonly store: string;
  /** The product, under the seller's number for it. */
  readonly sku: string;
}

/** The store whose stock is kept under the SKU alone: there was no other one once. */
export const mainStore = 'main';

/** The id of a stock item. It is a part of a stream's id, and so stays as it is for ever. */
export function stockIdOf({ store, sku }: StockPlace): string {
  return store === mainStore && divided(sku) === undefined ? sku : `${sku}@${store}`;
}

/** Of what and where a stock item of this id is. */
export function stockPlaceOf(id: string): StockPlace {
  return divided(id) ?? { store: mainStore, sku: id };
}

/** The two parts of an id that has them. */
function divided(id: string): StockPlace | undefined {
  const at = id.lastIndexOf('@');
  return at > 0 && at < id.length - 1 ? { store: id.slice(at + 1), sku: id.slice(0, at) } : undefined;
}
