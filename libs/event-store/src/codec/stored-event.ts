import type { JsonObject } from '@daybook/domain';
import type { Metadata } from '../stream/metadata.js';

/**
 * An event as an adapter reads it. Text and times may be handed over as they come from the driver: they are parsed when
 * somebody asks for them, once.
 */
export interface StoredEvent {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** JSON text, or parsed. */
  readonly data: string | JsonObject;
  /** JSON text, or parsed. */
  readonly metadata: string | Metadata;
  /** A date, milliseconds since 1970, or ISO 8601 text. */
  readonly occurredAt: Date | number | string;
  /** A date, milliseconds since 1970, or ISO 8601 text. */
  readonly recordedAt: Date | number | string;
}
