import type { DomainEvent } from '../event/domain-event.js';

/** How an aggregate came out of its stream before it decided. */
export interface LoadingCost {
  /** How long it took, in milliseconds. */
  readonly ms: number;
  /** How many events were folded: those behind the snapshot that it began with, or all. */
  readonly events: number;
}

/** What a policy is asked about: an aggregate some of whose events have just been appended. */
export interface SnapshotMoment {
  /** The version of the last of them. */
  readonly version: number;
  /** How many events there are behind the last snapshot, those that were just appended included; all if there is none. */
  readonly eventsSince: number;
  /** What was just appended, oldest first. */
  readonly appended: readonly DomainEvent[];
  /** What loading it cost; undefined if it was new, or held in memory. */
  readonly loading: LoadingCost | undefined;
}
