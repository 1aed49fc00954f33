import { AggregateCache } from '../commands/cache/aggregate-cache.js';
import type { DaybookOptions } from './daybook-options.js';
import { InvalidOption } from './invalid-option.error.js';

const defaultSize = 10_000;

/** The cache that the options ask for; undefined for none. */
export function cacheFor({ aggregateCache = defaultSize }: DaybookOptions): AggregateCache | undefined {
  if (aggregateCache === false) return undefined;
  if (Number.isSafeInteger(aggregateCache) && aggregateCache > 0) return new AggregateCache(aggregateCache);
  throw new InvalidOption('aggregateCache', String(aggregateCache), ['false', 'a whole number from 1']);
}
