import { type EnvelopeMetadata, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { StockReleased } from '../domain/events/stock-released.js';
import { withoutPlace, withPlace } from './place-of-stock.js';

/** A reservation was given up in a store. */
@Upcaster({ event: StockReleased, from: 1, to: 2 })
export class StockReleasedV1ToV2 implements Upcasts {
  upcast(data: JsonObject, meta: EnvelopeMetadata): JsonObject {
    return withPlace(data, meta);
  }

  downcast(data: JsonObject): JsonObject {
    return withoutPlace(data);
  }
}
