import type { DomainEvent, JsonObject, Metadata } from '@daybook/domain';

/**
 * An event as it is read: as the store holds it, or, where that is an older shape, as its upcasters have lifted it. Id,
 * version, position and times are always those of the stored event.
 */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly eventId: string;
  /** Which of the events it is that the stored one was split into, from 1. */
  readonly part: number;
  /** Into how many that was; 1 where the stored event is one event. */
  readonly parts: number;
  readonly type: string;
  readonly schemaVersion: number;
  /**
   * The payload as JSON, before the fields' codecs; lifted when it is first asked for.
   * @throws UpcasterFailed
   */
  readonly data: JsonObject;
  readonly metadata: Metadata;
  /** When the fact happened in the world. */
  readonly occurredAt: Date;
  /** When the store recorded it, by the database's clock; never decreases within a stream. */
  readonly recordedAt: Date;
  /** False if no class of this process has this type in this version, so that `event` throws: it is of another release. */
  readonly isKnown?: boolean | undefined;
  /**
   * The payload as an instance of its class, made when it is first asked for.
   * @throws UnknownEventType if no registered class bears this type and schema version
   * @throws UpcasterFailed
   */
  readonly event: E;
}
