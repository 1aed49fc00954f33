import type { HeldFloor, SegmentStatus, SubscriptionStatus } from '@daybook/event-store';
import type { BuildOrders, GenerationState } from '../projections/read-model/generation-record.js';
import type { SubscriptionWord } from './subscription-word.js';

/** Which rows a subscription writes. */
export interface WrittenGeneration {
  readonly name: string;
  readonly version: number;
  readonly generation: number;
  /** What they are at: live, if readers of their version see them. */
  readonly state: GenerationState;
  /** Whether appends write them themselves, without a subscription. */
  readonly isInline: boolean;
  /** Why they are at that, where somebody said so. */
  readonly reason?: string | undefined;
  /** What they were made for; undefined for the first of a version. */
  readonly purpose?: BuildOrders['purpose'] | undefined;
  /** Whether these have come to an end, and readers were led to other rows of the projection: before or after it. */
  readonly isReplaced?: boolean | undefined;
}

/** A segment, and whether this process reads it. */
export interface ReportedSegment extends SegmentStatus {
  readonly isHere: boolean;
}

/** How a durable reader of the log is: what is on record of it, and what this process knows. */
export interface SubscriptionReport extends Omit<SubscriptionStatus, 'segments'> {
  readonly word: SubscriptionWord;
  /** Undefined for a reaction, or where the application has no such projection. */
  readonly projection: WrittenGeneration | undefined;
  /** How long it may lag behind, in milliseconds; undefined if nobody said so. */
  readonly maxLag: number | undefined;
  readonly segments: readonly ReportedSegment[];
  /** The processes that read for it, each once. */
  readonly owners: readonly string[];
  /** What stands in its way; undefined if nothing does. */
  readonly lastError: string | undefined;
  /** Over the last seconds, in this process; undefined if another one reads, and nobody has looked how fast. */
  readonly eventsPerSecond: number | undefined;
}

/** All of them, and who holds them up. */
export interface SubscriptionsReport {
  /** In the order of their names. */
  readonly subscriptions: readonly SubscriptionReport[];
  /** Appends in flight: readers see nothing above them. */
  readonly heldFloors: readonly HeldFloor[];
}
