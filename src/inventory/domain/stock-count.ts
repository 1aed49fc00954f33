import type { StockPlace } from './stock-place.js';

/** How many pieces of a product somebody has found in a store. */
export interface StockCount extends StockPlace {
  readonly counted: number;
}

/** The difference between a count and the books. */
export interface CountedDifference extends StockCount {
  readonly onHand: number;
  /** What was found beyond the books; below zero what is missing. */
  readonly difference: number;
}

/** How a count differs from what is on hand by the books; undefined if it does not. */
export function differenceOf(count: StockCount, onHand: number): CountedDifference | undefined {
  const difference = count.counted - onHand;
  return difference === 0 ? undefined : { ...count, onHand, difference };
}
