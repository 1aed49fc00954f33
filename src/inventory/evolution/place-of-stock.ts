import type { EnvelopeMetadata, JsonObject } from '@daybook/domain';
import { stockPlaceOf } from '../domain/stock-place.js';

// Types and no interfaces, because the compiler takes those alone for JSON.
type OfOnePlace = JsonObject & { readonly store: string; readonly sku: string };

/** What happened to a stock says of what and where it is. Before, only the id of the stock item did. */
export function withPlace(data: JsonObject, { aggregateId }: EnvelopeMetadata): OfOnePlace {
  return { ...stockPlaceOf(aggregateId), ...data };
}

/** As it was recorded before. */
export function withoutPlace(data: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([field]) => field !== 'store' && field !== 'sku'));
}
