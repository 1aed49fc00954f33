import { DomainEvent, EventType, type JsonObject, Upcaster, type UpcastPart, type Upcasts } from '@daybook/domain';
import { expect, test } from '@jest/globals';
import { EventCodec } from '../codec/event-codec.js';
import { EventTypeRegistry } from '../codec/event-type-registry.js';
import { noValidation } from '../codec/validation/payload-validator.js';
import { MemoryEventStore } from '../memory/memory-event-store.js';
import type { EventStore } from '../stream/event-store.js';
import type { FollowAppend, InlineWork, UnplacedEvent } from '../stream/inline-work.js';
import { ExampleStore } from './example/example-store.js';
import { newStream } from './example/noted.js';

@EventType('gate.opened')
class GateOpened extends DomainEvent<'gate.opened'> {
  readonly by!: string;
}

@EventType('gate.counted')
class GateCounted extends DomainEvent<'gate.counted'> {
  readonly visitors!: number;
}

/** The gate was a door once, and counted who came through it as it was opened. */
@Upcaster({
  event: 'door.opened',
  from: 1,
  to: [
    { event: GateOpened, version: 1 },
    { event: GateCounted, version: 1 },
  ],
})
class DoorOpened implements Upcasts {
  upcast({ by, visitors }: JsonObject): readonly UpcastPart[] {
    return [
      { event: GateOpened, data: { by: by ?? '' } },
      { event: GateCounted, data: { visitors: visitors ?? 0 } },
    ];
  }
}

/** Counts visitors in what it is told, before and after. */
class Counting implements InlineWork {
  readonly before: string[] = [];
  readonly after: number[] = [];
  concerns(type: string): boolean {
    return type === 'gate.counted';
  }
  async prepare(events: readonly UnplacedEvent[]): Promise<FollowAppend> {
    this.before.push(...events.map(({ event, meta }) => `${meta.type} ${(event as GateCounted).visitors}`));
    return async (recorded) => {
      this.after.push(...recorded.map(({ event }) => (event as GateCounted).visitors));
    };
  }
}

const example = ExampleStore.ofThisSpec();
const registry = new EventTypeRegistry().register(GateOpened, GateCounted);
const codec = new EventCodec({ registry, validation: noValidation, upcasters: [new DoorOpened()] });
const stores: readonly [string, () => Promise<EventStore>][] = [
  ['on PostgreSQL', () => example.openStore({ codec })],
  ['in memory', async () => new MemoryEventStore({ codec })],
];

test.each(stores)('what is appended in an older shape is folded as it will be read, %s', async (_, open) => {
  const store = await open();
  const counting = new Counting();
  store.workInline(counting);
  const doors = [7, 9].map((visitors) => codec.asStored('door.opened', 1, { by: 'ann', visitors }, 'here'));
  await store.append(newStream('gate'), doors, { expected: 'noStream' });
  expect(counting.before).toEqual(['gate.counted 7', 'gate.counted 9']);
  expect(counting.after).toEqual([7, 9]);
});
