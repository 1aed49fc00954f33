import type { ParkedReference, Parking } from './parked-event.js';

/** How far a segment has come with a batch, and what it had to leave behind. */
export interface Progress {
  /** The new checkpoint; that of an event which was seen committed, applied or passed over, never below the one before. */
  readonly position: number;
  /**
   * Newly parked, or parked anew after a retry that failed. One with a failure ends the retry that was asked for its key;
   * one without, parked behind others of its key, joins it.
   */
  readonly parked?: readonly Parking[] | undefined;
  /** No longer parked: applied by a retry. One that was dropped meanwhile loses the lease, and nothing is written. */
  readonly unparked?: readonly ParkedReference[] | undefined;
}
