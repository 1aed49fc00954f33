import { type JsonObject, Upcaster, type UpcastPart, type Upcasts } from '@daybook/domain';
import type { CodecStage, ProposedJsonEvent } from '@daybook/event-store';
import { NoteTaken, OrderPlaced, SampleRecorded } from './contract-events.js';

@Upcaster({ event: OrderPlaced, from: 1, to: 2 })
class OrderPlacedV1ToV2 implements Upcasts {
  upcast({ amount = 0, ...rest }: JsonObject): JsonObject {
    return { ...rest, minor: (amount as number) * 100 };
  }
}

@Upcaster({ event: OrderPlaced, from: 2, to: 3 })
class OrderPlacedV2ToV3 implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return { ...data, currency: 'EUR' };
  }
}

@Upcaster({ event: 'contract.order-made', from: 1, to: { event: OrderPlaced, version: 2 } })
class OrderMadeIsPlaced implements Upcasts {
  upcast({ cents = 0 }: JsonObject): JsonObject {
    return { minor: cents };
  }
}

@Upcaster({
  event: 'contract.order-noted',
  from: 1,
  to: [
    { event: OrderPlaced, version: 3 },
    { event: NoteTaken, version: 1 },
  ],
})
class OrderNotedIsTwo implements Upcasts {
  upcast({ minor = 0, text = '' }: JsonObject): readonly UpcastPart[] {
    return [
      { event: OrderPlaced, data: { minor, currency: 'EUR' } },
      { event: NoteTaken, data: { text } },
    ];
  }
}

@Upcaster({ event: 'contract.order-touched', from: 1, to: [] })
class OrderTouchedIsNothing implements Upcasts {
  upcast(): readonly UpcastPart[] {
    return [];
  }
}

@Upcaster({ event: SampleRecorded, from: 1, to: 2 })
class SampleStays implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

/** What lifts the shapes that earlier releases of the contract have stored. */
export const contractUpcasters: readonly Upcasts[] = [
  new OrderPlacedV1ToV2(),
  new OrderPlacedV2ToV3(),
  new OrderMadeIsPlaced(),
  new OrderNotedIsTwo(),
  new OrderTouchedIsNothing(),
  new SampleStays(),
];

/** A shape in which an earlier release stored an event. */
export interface EarlierShape {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
}

const earlierShape = 'contract.earlier-shape';

/** Metadata with which an event is written as an earlier release would have. */
export function asEarlier(shape: EarlierShape): JsonObject {
  return { [earlierShape]: { ...shape } };
}

/** An earlier release, where an event's metadata asks for it. */
export const earlierRelease: CodecStage = {
  name: 'earlier release',
  encode: (batch) => batch.map(asOfThen),
  decode: (batch) => batch,
};

function asOfThen(event: ProposedJsonEvent): ProposedJsonEvent {
  const { [earlierShape]: shape, ...metadata } = event.metadata;
  return shape === undefined ? event : { ...event, ...(shape as unknown as EarlierShape), metadata };
}
