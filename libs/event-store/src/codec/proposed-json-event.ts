import type { JsonObject } from '@daybook/domain';
import type { Metadata } from '../stream/metadata.js';

/** An event on its way into the store, between the stages: JSON data under its type's name. */
export interface ProposedJsonEvent {
  readonly streamId: string;
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: Metadata;
  /** Undefined if the caller did not say; the store then takes its own time. */
  readonly occurredAt: Date | undefined;
}
