import { DomainEvent, EventType, type JsonObject, Upcaster, type UpcastPart, type Upcasts } from '@daybook/domain';
import { expect, test } from '@jest/globals';
import type { CodecStage } from '../codec/codec-stage.js';
import { EventCodec } from '../codec/event-codec.js';
import { EventTypeRegistry } from '../codec/event-type-registry.js';
import { noValidation } from '../codec/validation/payload-validator.js';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { StreamCopier } from './stream-copier.js';

@EventType('trip.booked', { version: 2 })
class TripBooked extends DomainEvent<'trip.booked'> {
  readonly to!: string;
}

@EventType('trip.paid')
class TripPaid extends DomainEvent<'trip.paid'> {
  readonly cents!: number;
}

/** A booking was once paid with it; one that was for nothing was no booking. */
@Upcaster({
  event: TripBooked,
  from: 1,
  to: [
    { event: TripBooked, version: 2 },
    { event: TripPaid, version: 1 },
  ],
})
class TripBookedV1 implements Upcasts {
  upcast({ cents, ...booked }: JsonObject): readonly UpcastPart[] {
    if (cents === 0) return [];
    return [
      { event: TripBooked, data: booked },
      { event: TripPaid, data: { cents: cents ?? 0 } },
    ];
  }
}

test('a stream of older shapes becomes one of the shapes of today, each part once, also when it is gone on with', async () => {
  let isOlder = true;
  const older: CodecStage = {
    name: 'an older release',
    encode: (batch) =>
      batch.map((event) =>
        isOlder ? { ...event, schemaVersion: 1, data: { ...event.data, cents: Number(event.data['to']) } } : event,
      ),
    decode: (batch) => batch,
  };
  const registry = new EventTypeRegistry().register(TripBooked, TripPaid);
  const codec = new EventCodec({
    registry,
    validation: noValidation,
    stages: [older],
    upcasters: [new TripBookedV1()],
  });
  const store = new MemoryEventStore({ codec });
  const booked = ['1', '0', '2', '3', '0'].map((to) => TripBooked.of({ to }));
  await store.append('trip-1', booked, { expected: 'noStream' });
  isOlder = false;

  const transformation = { name: 'as-it-is', transform: ({ event }: RecordedEvent) => event };
  const stop = new AbortController();
  const extend = store.copies.extend.bind(store.copies);
  store.copies.extend = async (...given) => {
    await extend(...given);
    stop.abort(new Error('enough'));
  };
  const order = { transformation, reason: 'a test', orderedBy: 'ann' };
  const first = new StreamCopier({ store, codec, batchSize: 3 });
  await expect(first.copy('trip-1', 'trip-2', { ...order, signal: stop.signal })).rejects.toThrow('enough');
  store.copies.extend = extend;
  await new StreamCopier({ store, codec }).copy('trip-1', 'trip-2', order);

  const copied: object[] = [];
  const ids = new Set<string>();
  for await (const { eventId, type, schemaVersion, data, metadata, parts } of store.readStream('trip-2')) {
    ids.add(eventId);
    copied.push([type, schemaVersion, data, metadata.copiedFrom?.version, parts]);
  }
  expect(copied).toEqual(
    [1, 3, 4].flatMap((version, n) => [
      ['trip.booked', 2, { to: String(n + 1) }, version, 1],
      ['trip.paid', 1, { cents: n + 1 }, version, 1],
    ]),
  );
  expect(ids.size).toBe(6);
  expect(await store.copies.of('trip-1')).toMatchObject([{ state: 'complete', targetVersion: 6 }]);
});
