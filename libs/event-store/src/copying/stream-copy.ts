import type { CopyOrder } from './copy-order.js';

/**
 * How far a copy has come. While it is under way the old stream takes events and the new one takes the copy's alone; once it
 * is complete the new one takes events and the old one none; what was abandoned has left a new stream that takes none.
 */
export type CopyState = 'under-way' | 'complete' | 'abandoned';

/** A copy of a stream, as it is on record. */
export interface StreamCopy extends CopyOrder {
  readonly state: CopyState;
  /** The version of the old stream; at which it was closed, if the copy is complete. */
  readonly sourceVersion: number;
  /** The version of the new stream; at which it was opened, if the copy is complete. */
  readonly targetVersion: number;
  readonly begunAt: Date;
  /** When it was completed or abandoned. */
  readonly endedAt: Date | undefined;
  /** Why it was abandoned. */
  readonly endedFor: string | undefined;
}
