import { expect, test } from '@jest/globals';
import { DomainEvent, EventType, ManualClock } from '@daybook/domain';
import { EventCodec } from '../codec/event-codec.js';
import { EventTypeRegistry } from '../codec/event-type-registry.js';
import type { RecordedEvent } from '../stream/recorded-event.js';
import { MemoryEventStore } from './memory-event-store.js';

@EventType('memory.ticked')
class Ticked extends DomainEvent<'memory.ticked'> {}

const start = new Date('2026-03-01T09:00:00.000Z');

function opened(): { readonly clock: ManualClock; readonly store: MemoryEventStore } {
  const clock = new ManualClock(start);
  const codec = new EventCodec({ registry: new EventTypeRegistry().register(Ticked) });
  return { clock, store: new MemoryEventStore({ codec, clock }) };
}

async function read(store: MemoryEventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of store.readStream('clock-1').pages()) events.push(...page);
  return events;
}

test('the clock that was given tells when an event was recorded and, by default, when it occurred', async () => {
  const { clock, store } = opened();
  await store.append('clock-1', [Ticked.of()], { expected: 'noStream' });
  clock.advance(60_000);
  await store.append('clock-1', [{ event: Ticked.of(), occurredAt: new Date(0) }], { expected: 1 });

  const later = new Date(start.getTime() + 60_000);
  expect((await read(store)).map(({ recordedAt, occurredAt }) => [recordedAt, occurredAt])).toEqual([
    [start, start],
    [later, new Date(0)],
  ]);
});

test('a clock that steps back does not make a stream older than it was', async () => {
  const { clock, store } = opened();
  await store.append('clock-1', [Ticked.of()], { expected: 'noStream' });
  clock.advance(-3_600_000);
  await store.append('clock-1', [Ticked.of()], { expected: 1 });

  expect((await read(store)).map(({ recordedAt }) => recordedAt)).toEqual([start, start]);
});

test("a caller's transaction is refused, because nothing of it would hold", async () => {
  const { store } = opened();
  const manager = { connection: {} };
  const refused = expect.objectContaining({ field: 'manager' });
  await expect(store.append('clock-1', [Ticked.of()], { expected: 'any', manager })).rejects.toEqual(refused);
  await expect(
    store.appendAll([{ streamId: 'clock-1', events: [Ticked.of()], expected: 'any' }], { manager }),
  ).rejects.toEqual(refused);
  expect(() => store.readStream('clock-1', { manager })).toThrow(refused);
});
