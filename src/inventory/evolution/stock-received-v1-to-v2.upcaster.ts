import { type EnvelopeMetadata, type JsonObject, Upcaster, type Upcasts } from '@daybook/domain';
import { StockReceived } from '../domain/events/stock-received.js';
import { withoutPlace, withPlace } from './place-of-stock.js';

/** Pieces came into a store. */
@Upcaster({ event: StockReceived, from: 1, to: 2 })
export class StockReceivedV1ToV2 implements Upcasts {
  upcast(data: JsonObject, meta: EnvelopeMetadata): JsonObject {
    return withPlace(data, meta);
  }

  downcast(data: JsonObject): JsonObject {
    return withoutPlace(data);
  }
}
