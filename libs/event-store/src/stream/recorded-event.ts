import type { DomainEvent, JsonObject } from '@daybook/domain';
import type { Metadata } from './metadata.js';

/** An event as the store holds it. */
export interface RecordedEvent<E extends DomainEvent = DomainEvent> {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** The payload as JSON, as it is stored. */
  readonly data: JsonObject;
  readonly metadata: Metadata;
  /** When the fact happened in the world. */
  readonly occurredAt: Date;
  /** When the store recorded it, by the database's clock; never decreases within a stream. */
  readonly recordedAt: Date;
  /**
   * The payload as an instance of its class, made when it is first asked for.
   * @throws UnknownEventType if no registered class bears this type and schema version
   */
  readonly event: E;
}
