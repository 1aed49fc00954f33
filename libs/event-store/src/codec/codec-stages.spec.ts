import { expect, test } from '@jest/globals';
import { DomainEvent, EventType } from '@daybook/domain';
import type { CodecStage } from './codec-stage.js';
import { EventCodec } from './event-codec.js';
import { EventTypeRegistry } from './event-type-registry.js';
import { StageLostEvents } from './stage-lost-events.error.js';
import type { StoredEvent } from './stored-event.js';
import { noValidation } from './validation/payload-validator.js';

@EventType('stages.moved', { version: 2 })
class Moved extends DomainEvent<'stages.moved'> {
  readonly city!: string;
  readonly secret?: string;
}

const registry = new EventTypeRegistry().register(Moved);
const codecWith = (...stages: readonly CodecStage[]) => new EventCodec({ registry, stages, validation: noValidation });

function row(type: string, schemaVersion: number, data: object, metadata: object = {}): StoredEvent {
  const times = { occurredAt: 0, recordedAt: 0 };
  const ids = { streamId: 'person-1', version: 1, position: 1, eventId: '0190b6a2-0000-7000-8000-000000000000' };
  return { ...ids, type, schemaVersion, data: JSON.stringify(data), metadata: JSON.stringify(metadata), ...times };
}

/** Lifts version 1, splits what was one event then, and drops noise, by the metadata alone. */
const evolution: CodecStage = {
  name: 'evolution',
  encode: (batch) => batch,
  decode: (batch) =>
    batch.flatMap((event) => {
      if (event.metadata['noise'] === true) return [];
      if (event.schemaVersion === 2) return [event];
      const cities = event.data['cities'] as readonly string[];
      return cities.map((city) => event.with({ type: 'stages.moved', schemaVersion: 2, data: { city } }));
    }),
};

/** Asks for the keys of a whole page at once, as a vault would be asked. */
function privacy(): CodecStage & { readonly fetches: number[] } {
  const fetches: number[] = [];
  const turn = (text: unknown) => (typeof text === 'string' ? [...text].reverse().join('') : null);
  return {
    name: 'privacy',
    fetches,
    encode: async (batch) => {
      await Promise.resolve(fetches.push(batch.length));
      return batch.map((event) => ({ ...event, data: { ...event.data, secret: turn(event.data['secret']) } }));
    },
    decode: async (batch) => {
      await Promise.resolve(fetches.push(batch.length));
      return batch.map((event) => event.with({ data: { ...event.data, secret: turn(event.data['secret']) } }));
    },
  };
}

test('one stored event becomes none, one or several', async () => {
  const rows = [
    row('stages.moved', 2, { city: 'a' }),
    row('stages.toured', 1, { cities: ['b', 'c'] }),
    row('stages.moved', 2, { city: 'x' }, { noise: true }),
  ];
  const events = await codecWith(evolution).decode(rows);
  expect(events.map(({ event }) => (event as Moved).city)).toEqual(['a', 'b', 'c']);
});

test('a stage that waits is asked once for a page, and what went in comes out', async () => {
  const stage = privacy();
  const codec = codecWith(evolution, stage);
  const moves = ['x', 'y', 'z'].map((city) => Moved.of({ city, secret: `from ${city}` }));
  const encoded = await codec.encode('person-1', moves);
  expect(encoded[0]?.data).toBe('{"city":"x","secret":"x morf"}');

  const rows = encoded.map(({ type, schemaVersion, data }) => row(type, schemaVersion, JSON.parse(data) as object));
  const events = await codec.decode(rows);
  expect(events.map(({ event }) => event)).toEqual(moves);
  expect(stage.fetches).toEqual([3, 3]);
});

test('stages run downwards in the order given, and upwards the other way round', async () => {
  const trace: string[] = [];
  const tracing = (name: string): CodecStage => ({
    name,
    encode: (batch) => (trace.push(`${name} down`), batch),
    decode: (batch) => (trace.push(`${name} up`), batch),
  });
  const codec = codecWith(tracing('evolution'), tracing('privacy'));
  await codec.encode('person-1', [Moved.of({ city: 'a' })]);
  await codec.decode([row('stages.moved', 2, { city: 'a' })]);
  expect(trace).toEqual(['evolution down', 'privacy down', 'privacy up', 'evolution up']);
});

test('where nobody waits, nobody has to', () => {
  const codec = codecWith(evolution);
  expect(Array.isArray(codec.encode('person-1', [Moved.of({ city: 'a' })]))).toBe(true);
  expect(Array.isArray(codec.decode([row('stages.moved', 2, { city: 'a' })]))).toBe(true);
});

test('a stage that swallows an event on the way down is found out', async () => {
  const codec = codecWith({ name: 'hungry', encode: async (batch) => batch.slice(1), decode: (batch) => batch });
  await expect(codec.encode('person-1', [Moved.of({ city: 'a' })])).rejects.toThrow(StageLostEvents);
});
