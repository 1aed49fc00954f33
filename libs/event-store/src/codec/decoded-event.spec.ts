import { expect, test } from '@jest/globals';
import { bigInteger, DomainEvent, EncodedBy, EventType } from '@daybook/domain';
import { IsInt } from 'class-validator';
import { inspect } from 'node:util';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { EventCodec } from './event-codec.js';
import { EventTypeRegistry } from './event-type-registry.js';
import type { StoredEvent } from './stored-event.js';

@EventType('decoded.counted', { version: 2 })
class Counted extends DomainEvent<'decoded.counted'> {
  @IsInt() readonly count!: number;
  @EncodedBy(bigInteger) readonly total?: bigint;
  readonly lines?: readonly number[];
}

const codec = new EventCodec({ registry: new EventTypeRegistry().register(Counted) });

function decoded(changes: Partial<StoredEvent> = {}): RecordedEvent {
  const [event] = codec.decode([
    {
      streamId: 'counter-1',
      version: 3,
      position: 7,
      eventId: '0190b6a2-0000-7000-8000-000000000000',
      type: 'decoded.counted',
      schemaVersion: 2,
      data: '{"count": 1, "lines": [1, 2]}',
      metadata: '{"actor": "a"}',
      occurredAt: '2026-01-01T00:00:00.000Z',
      recordedAt: 1_767_225_600_000,
      ...changes,
    },
  ]) as readonly RecordedEvent[];
  return event as RecordedEvent;
}

test('text and times become what they stand for', () => {
  const event = decoded();
  expect(event.metadata).toEqual({ actor: 'a' });
  expect(event.occurredAt).toEqual(new Date('2026-01-01T00:00:00.000Z'));
  expect(event.recordedAt).toEqual(event.occurredAt);
  expect(event.event).toBeInstanceOf(Counted);
  expect(event.event).toBe(event.event);
});

test('the event and its data share nothing', () => {
  const recorded = decoded();
  (recorded.data['lines'] as number[]).push(3);
  expect((recorded.event as Counted).lines).toEqual([1, 2]);
});

test('what is stored is not validated again', () => {
  expect((decoded({ data: '{"count": "many", "unknown": 1}' }).event as Counted).count).toBe('many');
});

test('nothing is parsed before it is asked for', () => {
  const event = decoded({ data: 'no json', metadata: 'none either' });
  expect(event).toMatchObject({ version: 3, position: 7, type: 'decoded.counted' });
  expect(() => event.metadata).toThrow(expect.objectContaining({ code: 'stored-event-unreadable', position: 7 }));
  expect(() => event.data).toThrow(expect.objectContaining({ code: 'stored-event-unreadable' }));
  expect(() => event.event).toThrow(expect.objectContaining({ code: 'stored-event-unreadable' }));
});

test('a field that its codec refuses makes the event unreadable, and its data can still be seen', () => {
  const event = decoded({ data: '{"count": 1, "total": {}}' });
  expect(() => event.event).toThrow(
    expect.objectContaining({ code: 'stored-event-unreadable', streamId: 'counter-1' }),
  );
  expect(event.data).toEqual({ count: 1, total: {} });
});

test.each([
  ['an unknown type', { type: 'decoded.other' }, undefined],
  ['a type that every object has', { type: 'toString' }, undefined],
  ['a newer schema version', { schemaVersion: 3 }, 2],
  ['an older schema version that nobody lifts', { schemaVersion: 1 }, 2],
])('%s is named, and its data can still be seen', (_, changes, knownVersion) => {
  const event = decoded(changes);
  expect(() => event.event).toThrow(expect.objectContaining({ code: 'unknown-event-type', knownVersion, ...changes }));
  expect(event.data).toEqual({ count: 1, lines: [1, 2] });
});

test('it prints and serialises as plain values', () => {
  const event = decoded();
  expect(JSON.parse(JSON.stringify(event))).toMatchObject({
    version: 3,
    data: { count: 1 },
    recordedAt: '2026-01-01T00:00:00.000Z',
  });
  expect(inspect(event)).toContain("streamId: 'counter-1'");
});
