import { type DomainEvent, type EventClass, eventDefinitionOf, type Metadata, newEventId } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';

/** What a saga is told of an event besides its fields, where a test depends on it. */
export interface TellOptions {
  /** In which stream it stands. Default `given-1`, whose aggregate's id is `1`. */
  readonly streamId?: string;
  /** Who, why and in which conversation. Default: one conversation for all events of the test. */
  readonly metadata?: Metadata;
  /** When it happened in the world. Default: when it was recorded. */
  readonly occurredAt?: Date;
  /** When it was recorded. Default: when it is told. */
  readonly recordedAt?: Date;
}

const conversation: Metadata = { correlationId: '00000000-0000-7000-8000-000000000000' };

/** An event as a store would give it back. */
export function toldEvent(
  event: DomainEvent,
  position: number,
  now: Date,
  { streamId = 'given-1', metadata = {}, recordedAt = now, occurredAt = recordedAt }: TellOptions = {},
): RecordedEvent {
  const { type, schemaVersion } = eventDefinitionOf(event.constructor as EventClass);
  return {
    ...{ streamId, type, schemaVersion, event, position, version: position, part: 1, parts: 1 },
    eventId: newEventId(),
    // Nothing that a saga is given: its handlers read the event itself.
    data: {},
    metadata: { ...conversation, ...metadata },
    occurredAt: new Date(occurredAt),
    recordedAt: new Date(recordedAt),
  };
}
