/** What is taken off the price of the goods: a part of it, or an amount. Freight is paid in full. */
export type Discount =
  | { readonly percentOff: number; readonly amountOffMinor?: undefined }
  | { readonly amountOffMinor: number; readonly percentOff?: undefined };

/** A discount that a shopper has a code for. */
export type Coupon = Discount & { readonly code: string };

/** What a coupon takes off goods of this price: half a minor unit counts as a whole one, and never more than they cost. */
export function discountOn(goodsMinor: number, { percentOff, amountOffMinor = 0 }: Discount): number {
  if (percentOff === undefined) return Math.min(goodsMinor, amountOffMinor);
  // A hundred times what can be counted exactly is no number that could be.
  return Number((BigInt(goodsMinor) * BigInt(percentOff) + 50n) / 100n);
}
