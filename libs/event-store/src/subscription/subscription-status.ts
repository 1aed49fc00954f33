import type { SubscriptionKind } from './subscription.js';

/** A segment in the status of its subscription. */
export interface SegmentStatus {
  readonly segment: number;
  readonly position: number;
  /** Name of the process that holds it; undefined if nobody does. */
  readonly owner: string | undefined;
  readonly epoch: number;
  /** When the checkpoint was moved last, by the store's clock. */
  readonly advancedAt: Date;
  /** What stands in its way; undefined if nothing does. */
  readonly failure: string | undefined;
}

/** An event that none of the processes that run a subscription can read, and all of them wait for one that can. */
export interface AwaitedRelease {
  /** The segment that nobody reads for that reason; of several, the one whose event comes first. */
  readonly segment: number;
  /** The event's type, as it is stored. */
  readonly type: string;
  readonly schemaVersion: number;
  readonly position: number;
}

/** How a subscription is, for operators; figures without judgement. */
export interface SubscriptionStatus {
  readonly name: string;
  readonly kind: SubscriptionKind;
  readonly types: readonly string[] | undefined;
  readonly categories: readonly string[] | undefined;
  readonly segments: readonly SegmentStatus[];
  /** The least position of its segments. */
  readonly position: number;
  /** The position of the last event that a reader of the log can see now. */
  readonly head: number;
  /** How many events it wants lie behind its least position; at most 100,000 are counted. */
  readonly lagEvents: number;
  /** How long ago the first of them was recorded, by the store's clock, in milliseconds; 0 if there is none. */
  readonly lagMs: number;
  readonly parkedKeys: number;
  readonly parkedEvents: number;
  /** Set while an operator has paused it. */
  readonly paused: { readonly at: Date; readonly reason: string } | undefined;
  /** Set when it has stopped by itself, and what for; `resume` goes on. */
  readonly stopped: { readonly at: Date; readonly reason: string } | undefined;
  /** Set while it waits for a process of a release that can read what comes next. */
  readonly awaitedRelease?: AwaitedRelease | undefined;
}
