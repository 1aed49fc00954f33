import type { RetryPolicy } from './consumer.js';

/** How long to wait after so many failures in a row, in milliseconds: each pause is three times as long as the one before. */
export function pauseAfter(
  failures: number,
  { firstMs, longestMs }: Pick<RetryPolicy, 'firstMs' | 'longestMs'>,
): number {
  return Math.min(firstMs * 3 ** (failures - 1), longestMs);
}
