import type { JsonObject, Metadata } from '@daybook/domain';

/**
 * An event as an adapter reads it. Text and times may be handed over as they come from the driver: they are parsed when
 * somebody asks for them, once.
 */
export interface StoredEvent {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly eventId: string;
  /** Which part of a stored event it is, from 1, and of how many. Default: 1 of 1. */
  readonly part?: number;
  readonly parts?: number;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text, or parsed, or what makes it: anew each time, because who is given it may change it. */
  readonly data: string | JsonObject | (() => JsonObject);
  /** JSON text, or parsed. */
  readonly metadata: string | Metadata;
  /** A date, milliseconds since 1970, or ISO 8601 text. */
  readonly occurredAt: Date | number | string;
  /** A date, milliseconds since 1970, or ISO 8601 text. */
  readonly recordedAt: Date | number | string;
}
