import { describe, expect, test } from '@jest/globals';
import { DomainEvent, EventType, type EventClass, type JsonObject, unknownFieldsOf } from '@daybook/domain';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { z } from 'zod';
import { StreamCopier } from '../copying/stream-copier.js';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import type { CodecStage } from './codec-stage.js';
import { EventCodec } from './event-codec.js';
import { EventTypeRegistry } from './event-type-registry.js';
import { noValidation } from './validation/payload-validator.js';

@EventType('fare.paid')
class FarePaid extends DomainEvent<'fare.paid'> {
  @IsInt() readonly cents!: number;
  @IsOptional() @IsString() readonly zone?: string;
  @IsString() readonly currency: string = 'EUR';
  note(): string {
    return `${this.cents} ${this.currency}`;
  }
}

@EventType('fare.returned')
class FareReturned extends DomainEvent<'fare.returned'> {
  static readonly payloadSchema = z.object({ cents: z.int(), reason: z.string().optional() });
  readonly cents!: number;
  readonly reason?: string;
}

@EventType('fare.waived')
class FareWaived extends DomainEvent<'fare.waived'> {
  static readonly payloadSchema = z.looseObject({ cents: z.int() });
  readonly cents!: number;
}

/** As TypeScript writes it where fields are assigned in the constructor. */
@EventType('fare.assigned')
class FareAssigned extends DomainEvent<'fare.assigned'> {
  declare readonly cents: number;
  declare readonly currency: string;
  constructor() {
    super();
    (this as { currency: string }).currency = 'EUR';
  }
}
IsInt()(FareAssigned.prototype, 'cents');
IsString()(FareAssigned.prototype, 'currency');

@EventType('fare.bare')
class FareBare extends DomainEvent<'fare.bare'> {
  readonly cents!: number;
}

const classes: readonly EventClass[] = [FarePaid, FareReturned, FareWaived, FareAssigned, FareBare];
const registry = new EventTypeRegistry().register(...classes);
const codec = new EventCodec({ registry });

function read(type: string, data: JsonObject, by: EventCodec = codec): RecordedEvent {
  const row = {
    streamId: 'fare-1',
    version: 1,
    position: 1,
    eventId: crypto.randomUUID(),
    type,
    schemaVersion: 1,
    data,
  };
  const [recorded] = by.decode([{ ...row, metadata: {}, occurredAt: 0, recordedAt: 0 }]) as readonly RecordedEvent[];
  return recorded as RecordedEvent;
}

const stored = async (event: DomainEvent): Promise<unknown> =>
  JSON.parse((await codec.encode('fare-2', [event]))[0]?.data ?? '');

describe('A field that the class of an event does not declare', () => {
  test.each([
    ['fare.paid', 'by class-validator'],
    ['fare.returned', 'by a schema'],
    ['fare.assigned', 'by class-validator, its fields assigned'],
  ])('is kept out of %s, whose fields are known %s, and stays with it', async (type) => {
    const recorded = read(type, { cents: 5, tariff: { name: 'day' }, note: 'n' });
    expect(recorded.event).toMatchObject({ cents: 5 });
    expect(Object.keys(recorded.event)).not.toEqual(expect.arrayContaining(['tariff']));
    expect('tariff' in recorded.event).toBe(false);
    expect(unknownFieldsOf(recorded.event)).toEqual({ tariff: { name: 'day' }, note: 'n' });
    expect(recorded.data).toEqual({ cents: 5, tariff: { name: 'day' }, note: 'n' });
    expect(await stored(recorded.event)).toMatchObject({ cents: 5, tariff: { name: 'day' }, note: 'n' });
  });

  test('takes the place of no method', () => {
    const { event } = read('fare.paid', { cents: 5, note: 'n' });
    expect((event as FarePaid).note()).toBe('5 EUR');
  });

  test('is not with an event that says the same and was decided today', async () => {
    expect(await stored(FarePaid.of({ cents: 5, currency: 'EUR' }))).toEqual({ cents: 5, currency: 'EUR' });
  });

  test.each(['__proto__', 'constructor'])('named %s is refused as ever', (name) => {
    const data = JSON.parse(`{ "cents": 5, "${name}": { "polluted": true } }`) as JsonObject;
    expect(() => read('fare.paid', data).event).toThrow(expect.objectContaining({ code: 'stored-event-unreadable' }));
  });

  test.each([
    ['fare.waived', 'whose schema takes any field', codec],
    ['fare.bare', 'which has no decorators', codec],
    ['fare.paid', 'which nobody validates', new EventCodec({ registry, validation: noValidation })],
  ])('cannot be told in %s, %s: it is handed over', (type, _, by) => {
    const { event } = read(type, { cents: 5, tariff: 'day' }, by);
    expect(event).toMatchObject({ cents: 5, tariff: 'day' });
    expect(unknownFieldsOf(event)).toBeUndefined();
  });

  test('is there in a copy of the stream', async () => {
    let isOlder = true;
    const older: CodecStage = {
      name: 'an older release',
      encode: (batch) =>
        isOlder ? batch.map((event) => ({ ...event, data: { ...event.data, tariff: 'day' } })) : batch,
      decode: (batch) => batch,
    };
    const copying = new EventCodec({ registry, stages: [older] });
    const store = new MemoryEventStore({ codec: copying });
    await store.append('fare-1', [FarePaid.of({ cents: 5, currency: 'EUR' })], { expected: 'noStream' });
    isOlder = false;
    const transformation = { name: 'as-it-is', transform: ({ event }: RecordedEvent) => event };
    await new StreamCopier({ store, codec: copying }).copy('fare-1', 'fare-2', {
      transformation,
      reason: 'moved',
      orderedBy: 'ann',
    });
    for await (const { data, event } of store.readStream('fare-2')) {
      expect(data).toEqual({ cents: 5, currency: 'EUR', tariff: 'day' });
      expect('tariff' in event).toBe(false);
    }
  });
});

describe('A field that is missing', () => {
  test.each(['fare.paid', 'fare.assigned'])('has the value that its class gives it: %s', (type) => {
    const { event, data } = read(type, { cents: 5 });
    expect(event).toMatchObject({ cents: 5, currency: 'EUR' });
    expect(data).toEqual({ cents: 5 });
  });

  test('is undefined where the class gives it none', () => {
    expect((read('fare.paid', { cents: 5 }).event as FarePaid).zone).toBeUndefined();
  });

  test('has not that value where the past says null', () => {
    expect(read('fare.paid', { cents: 5, currency: null }).event).toMatchObject({ currency: null });
  });
});
