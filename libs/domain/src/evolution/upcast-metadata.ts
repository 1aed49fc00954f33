import type { EnvelopeMetadata, EventMetadata } from '../event/event-metadata.js';

/** What an upcaster is told of the event beside its payload, whichever step it is: type and version are the stored ones. */
export interface UpcastMetadata extends EventMetadata {
  /** The version of the shape that is stored. */
  readonly schemaVersion: number;
}

/** What is known of an event that is about to be written in an older shape; it has no place in the log yet. */
export interface DowncastMetadata extends EnvelopeMetadata {
  /** The version of the shape that was decided, from which all steps down begin. */
  readonly schemaVersion: number;
}
