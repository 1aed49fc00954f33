import type { JsonValue } from '@daybook/domain';

/**
 * The state of one stream's aggregate at one of its versions. A cache of a fold and nothing more: whoever loses all of
 * them loses time.
 */
export interface Snapshot {
  readonly streamId: string;
  /** Of the last event in it. */
  readonly version: number;
  /** Where in the log that event lies. */
  readonly position: number;
  /** That event's id: a stream whose event at this version has another one is not the stream that this was taken of. */
  readonly eventId: string;
  /** Of the code that has folded it, see `snapshotFingerprintOf`. */
  readonly fingerprint: string;
  /** What `captureState` gave. */
  readonly state: JsonValue;
  /** When, by the application's clock. */
  readonly takenAt: Date;
}

/** What is known of a snapshot without its state. */
export interface SnapshotOnRecord extends Omit<Snapshot, 'state'> {
  /** How long the state's text is, in bytes. */
  readonly bytes: number;
}
