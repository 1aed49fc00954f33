import type { Segment } from './segment.js';

/** A segment that a process leaves to others, because it has met an event there that only another release can read. */
export interface DeclinedSegment extends Segment {
  /** The event's type, as it is stored. */
  readonly type: string;
  /** In which version of it. */
  readonly schemaVersion: number;
  /** The event's. Once the segment has passed it, the process can go on, if nobody else does. */
  readonly position: number;
}

/** A process that runs subscriptions and has given a sign of life. */
export interface LiveProcess {
  /** Its own id, new at each start. */
  readonly id: string;
  /** How people find it: host, process id, application. */
  readonly name: string;
  /** The subscriptions that it has code for and may run. */
  readonly runs: readonly string[];
  /** The segments of these that it leaves to others. Default: none. */
  readonly declines?: readonly DeclinedSegment[] | undefined;
}

/** A process's sign of life. */
export interface Heartbeat extends LiveProcess {
  /** For how long the leases that it holds are good from now on, by the store's clock, in milliseconds. */
  readonly leaseMs: number;
  /** How far segments have come without anything to apply, and what their last failure was. */
  readonly reports: readonly SegmentReport[];
}

/**
 * What the owner of a segment says of it: it counts while the lease of this epoch stands. Whether the position was taken
 * is to be seen in the overview; from then on it is the lease's checkpoint.
 */
export interface SegmentReport {
  readonly subscription: string;
  readonly segment: number;
  readonly epoch: number;
  /** The lease's checkpoint. The position is taken while it is this one: a database that went back is not led on. */
  readonly checkpoint: number;
  /** Seen committed and passed over up to here; at or above the checkpoint. */
  readonly position: number;
  /** What stands in its way at the moment; undefined if nothing does. */
  readonly failure: string | undefined;
}
