import type { JsonObject } from '@daybook/domain';
import type { Metadata, RecordedEvent } from '@daybook/event-store';

/** An event as a line of an export. */
export interface ExportedEvent {
  readonly streamId: string;
  readonly version: number;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: Metadata;
  /** ISO 8601, in UTC. */
  readonly occurredAt: string;
  /** For information: what is imported is recorded when it is imported. */
  readonly recordedAt: string;
  /** For information: what is imported gets a place of its own in the log, in the order of the file. */
  readonly position: number;
}

/** What is exported of an event, with its content as given. */
export function exportedEvent(
  { streamId, version, eventId, type, schemaVersion, occurredAt, recordedAt, position }: RecordedEvent,
  { data, metadata }: Pick<ExportedEvent, 'data' | 'metadata'>,
): ExportedEvent {
  return {
    streamId,
    version,
    eventId,
    type,
    schemaVersion,
    data,
    metadata,
    occurredAt: occurredAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    position,
  };
}
