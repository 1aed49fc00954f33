import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** Of which stored event something is said. */
export interface PlaceInLog {
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly schemaVersion: number;
}

/**
 * An upcaster has thrown, or has answered something that no event can be made of. The event stays as it is stored, and can
 * be read by a release that lifts it rightly.
 */
export class UpcasterFailed extends DaybookError {
  readonly code = 'upcaster-failed';
  readonly streamId: string;
  readonly version: number;
  readonly position: number;
  /** As it is stored. */
  readonly type: string;
  readonly schemaVersion: number;

  constructor(
    /** The class that failed. */
    readonly upcaster: string,
    place: PlaceInLog,
    /** What it did: `threw an error`, `answered a promise`. */
    readonly reason: string,
    options?: { readonly cause?: unknown },
  ) {
    const { streamId, version, position, type, schemaVersion } = place;
    super(
      `A stored event could not be lifted: ${upcaster} ${reason}, given ${described(type)} (schema version ${schemaVersion}) ` +
        `at version ${version} of ${described(streamId)}, position ${position}. Correct the upcaster; what is stored stays ` +
        `as it is.`,
      options,
    );
    this.streamId = streamId;
    this.version = version;
    this.position = position;
    this.type = type;
    this.schemaVersion = schemaVersion;
  }
}
