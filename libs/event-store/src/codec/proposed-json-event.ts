import type { JsonObject, Metadata } from '@daybook/domain';

/** An event on its way into the store, between the stages: JSON data under its type's name. */
export interface ProposedJsonEvent {
  readonly streamId: string;
  readonly eventId: string;
  readonly type: string;
  /** The type that was decided, where it is written under an older one. Default: `type`. */
  readonly decidedType?: string | undefined;
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly metadata: Metadata;
  /** Undefined if the caller did not say; the store then takes its own time. */
  readonly occurredAt: Date | undefined;
}
