import { type EnvelopeMetadata, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { StockReserved } from '../domain/events/stock-reserved.js';
import { withoutPlace, withPlace } from './place-of-stock.js';

/** A reservation is one of a product in a store. Those of before did not expire, and go on like that. */
@Upcaster({ event: StockReserved, from: 1, to: 2 })
export class StockReservedV1ToV2 implements Upcasts {
  upcast(data: JsonObject, meta: EnvelopeMetadata): JsonObject {
    return withPlace(data, meta);
  }

  downcast(data: JsonObject): JsonObject {
    return withoutPlace(data);
  }
}
