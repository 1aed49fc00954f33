import type { Delivery, EventStore, RecordedEvent } from '@daybook/event-store';
import { eventMetadataOf } from '@daybook/event-store';
import type { DomainEvent } from '@daybook/domain';
import type { ProjectionDefinition } from '../../projection-definition.js';

/** Writes events, each to a stream of its purse. */
export async function write(store: EventStore, ...events: readonly (readonly [string, DomainEvent])[]): Promise<void> {
  for (const [purse, event] of events) await store.append(`purse-${purse}`, [event], { expected: 'any' });
}

/** The whole log, in order. */
export async function logOf(store: EventStore): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of store.readAll().pages()) events.push(...page);
  return events;
}

/** The log as a runner would deliver it to a projection that has one segment. */
export async function deliveriesOf(store: EventStore, definition: ProjectionDefinition): Promise<readonly Delivery[]> {
  return (await logOf(store))
    .filter(({ type }) => definition.types.includes(type))
    .map((recorded) => ({ recorded, keys: definition.keysOf(recorded.event, eventMetadataOf(recorded)) }))
    .filter(({ keys }) => keys.length > 0);
}
