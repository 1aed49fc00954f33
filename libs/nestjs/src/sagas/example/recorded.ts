import { type DomainEvent, eventDefinitionOf, type EventClass, type Metadata, newEventId } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';

/** An event as a store would give it back. */
export function recorded<E extends DomainEvent>(
  event: E,
  { position = 1, metadata = {} }: { readonly position?: number; readonly metadata?: Metadata } = {},
): RecordedEvent<E> {
  const { type, schemaVersion } = eventDefinitionOf(event.constructor as EventClass);
  const occurredAt = new Date('2026-01-01T00:00:00Z');
  return {
    streamId: 'order-o-1',
    version: position,
    position,
    eventId: newEventId(),
    part: 1,
    parts: 1,
    type,
    schemaVersion,
    data: { ...event } as unknown as RecordedEvent['data'],
    metadata,
    occurredAt,
    recordedAt: occurredAt,
    event,
  };
}
