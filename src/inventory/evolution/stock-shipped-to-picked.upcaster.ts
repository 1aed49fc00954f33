import { type EnvelopeMetadata, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { StockPicked } from '../domain/events/stock-picked.js';
import { withoutPlace, withPlace } from './place-of-stock.js';

/** What leaves the shelf was called shipped, until it was the carrier's word for something that comes later. */
@Upcaster({ event: 'stock.shipped', from: 1, to: { event: StockPicked, version: 1 } })
export class StockShippedToPicked implements Upcasts {
  upcast(data: JsonObject, meta: EnvelopeMetadata): JsonObject {
    return withPlace(data, meta);
  }

  downcast(data: JsonObject): JsonObject {
    return withoutPlace(data);
  }
}
