/** A part of a subscription: the events of those keys that fall to it. */
export interface Segment {
  readonly subscription: string;
  /** From 0. */
  readonly segment: number;
}

/** The right of one process to advance a segment, until somebody else has it. */
export interface Lease extends Segment {
  /** The process. */
  readonly owner: string;
  /** Grows each time the segment changes hands: the fence. */
  readonly epoch: number;
  /** How many segments the subscription has. */
  readonly segments: number;
  /** The checkpoint: the last position that is fully applied. */
  readonly position: number;
  /**
   * The types that the subscription wants, as they were on record when the segment was taken, those of other releases
   * included; undefined for all, or where nobody says so.
   */
  readonly types?: readonly string[] | undefined;
}

/** A segment as everybody sees it. */
export interface SegmentState extends Segment {
  readonly segments: number;
  /** The process whose lease stands at this moment; undefined if the segment is free. */
  readonly owner: string | undefined;
  readonly epoch: number;
  readonly position: number;
  /** True while operators want it to stand still, or it was stopped by what it has met. */
  readonly halted: boolean;
  /** True while operators want it to stand still. */
  readonly paused?: boolean | undefined;
  /** It goes no further than this: the subscription is about to be divided anew. */
  readonly drainTo: number | undefined;
  /** Grows whenever operators have changed something that its owner has to look at: parked events above all. */
  readonly revision: number;
}
