import type { EntityManager } from '../stream/transaction.js';
import type { Heartbeat, LiveProcess } from './live-process.js';
import type { News } from './news.js';
import type { DroppedEvent, ParkedCount, ParkedEvent, ParkedReference } from './parked-event.js';
import type { Progress } from './progress.js';
import type { Lease, Segment, SegmentState } from './segment.js';
import type { Subscription } from './subscription.js';
import type { SubscriptionStatus } from './subscription-status.js';

/** What a heartbeat learns. */
export interface Overview {
  /** Those who have given a sign of life within their leases, the asking one included, in the order of their ids. */
  readonly processes: readonly LiveProcess[];
  /**
   * The segments of the subscriptions that the asking process runs, and those it holds of others, in the order of name and
   * number.
   */
  readonly segments: readonly SegmentState[];
}

/** Which parked events an operator means. */
export interface ParkedSelection {
  /** Only those of this key. Default: all keys. */
  readonly key?: string | undefined;
  /** Only this one. Default: all of them. */
  readonly position?: number | undefined;
}

/** Which of them are to be listed. */
export interface ListedSelection extends ParkedSelection {
  /** Only as they wait for this share of keys that could not be told. Default: all shares, as one. */
  readonly share?: string | undefined;
  readonly limit?: number | undefined;
}

/**
 * Where it is kept how far the durable readers of the log have come, and who of several processes reads for them.
 *
 * A segment is advanced by the process that holds its lease, and by nobody else: each commit names the lease's epoch and
 * checkpoint, and has no effect once one of them is another. All times are the store's own, so that the clocks of
 * processes do not matter.
 */
export abstract class SubscriptionStore {
  /**
   * Puts subscriptions on record, before their first heartbeat. One that is new begins where `from` says: once, whichever
   * of several processes is first; `now` is the highest visible event below the safe position. Of one that is known, the
   * filter becomes the one given, and another number of segments begins a new division: all its segments go on to one
   * position and wait there, then they are replaced.
   *
   * Types on record that the process does not know stay in the filter: another release has put them there. Types that are
   * new in a filter begin a new epoch of the segments, so that nobody gets past an event of these who reads without them.
   *
   * @param knownTypes the event types that the process can read. Default: whatever there may be
   */
  abstract register(subscriptions: readonly Subscription[], knownTypes?: readonly string[]): Promise<void>;

  /** A sign of life: renews the leases of the process, takes its reports, and tells how things stand. */
  abstract beat(heartbeat: Heartbeat): Promise<Overview>;

  /**
   * Takes segments that are free, whose lease has run out, or that are the process's own already: whoever has lost sight
   * of a lease of his takes the segment anew.
   *
   * @returns the leases of those that were had; the epoch of each is one higher than before
   */
  abstract claim(process: string, segments: readonly Segment[], leaseMs: number): Promise<readonly Lease[]>;

  /** Gives leases back, so that others can have them at once. Those that stand no longer are passed over. */
  abstract release(leases: readonly Lease[]): Promise<void>;

  /** Says good-bye: gives all leases of a process back, and forgets its sign of life. */
  abstract leave(process: string): Promise<void>;

  /**
   * Advances a segment together with what its reader writes: in one transaction, where the store has such, whose manager
   * the work is given; the process alone, and the manager undefined, where it has not. The work runs before the fence is
   * looked at, so that it must write through the manager only.
   *
   * @returns the lease with its new checkpoint
   * @throws LeaseLost the lease stands no longer; nothing was written
   */
  abstract commit(lease: Lease, work: (manager: EntityManager | undefined) => Promise<Progress>): Promise<Lease>;

  /** The same where nothing is written but the checkpoint, in one round trip. Throws what `commit` throws. */
  abstract advance(lease: Lease, progress: Progress): Promise<Lease>;

  /** Stops a segment's whole subscription by itself, because of what it has met. Throws what `commit` throws. */
  abstract stop(lease: Lease, reason: string): Promise<void>;

  /** What has come after a position, up to the safe position; looks at the next 5,000 events at most. */
  abstract news(afterPosition: number): Promise<News>;

  /** The keys of a subscription that have parked events, with how many: streams among them whose keys could not be told. */
  abstract parkedKeys(subscription: string): Promise<ReadonlyMap<string, number>>;

  /** The same for the owners of segments: what waits together, share by share where keys could not be told. */
  abstract parkedCounts(subscription: string): Promise<readonly ParkedCount[]>;

  /** Of the keys for which a retry was asked: their parked events in the order of positions, key by key and share by share. */
  abstract dueRetries(subscription: string, limit: number): Promise<readonly ParkedReference[]>;

  /**
   * The types that subscriptions want whose names begin so, as they are on record, each once: those of other releases too.
   * None for subscriptions that want all.
   */
  abstract typesWanted(beginning: string): Promise<readonly string[]>;

  // For operators.

  /** How subscriptions are: all, or the one of a name. */
  abstract status(name?: string): Promise<readonly SubscriptionStatus[]>;

  /** The processes that run subscriptions at this moment. */
  abstract processes(): Promise<readonly LiveProcess[]>;

  /** Lets a subscription stand still until it is resumed. False if there is none of this name. */
  abstract pause(name: string, reason: string): Promise<boolean>;

  /** Lets a subscription go on that was paused or has stopped. False if there is none of this name. */
  abstract resume(name: string): Promise<boolean>;

  /** Parked events, by key and position. */
  abstract parked(name: string, selection?: ListedSelection): Promise<readonly ParkedEvent[]>;

  /**
   * Asks the owners to try parked events again, key by key in order, and with an event all others of its key. Answers how
   * many events that concerns.
   */
  abstract retry(name: string, selection?: ParkedSelection): Promise<number>;

  /** Gives parked events up, on record. Those behind them stay parked until they are retried. Answers how many. */
  abstract drop(name: string, selection: ParkedSelection, reason: string, by: string): Promise<number>;

  /** What was given up, the latest first. */
  abstract dropped(name: string): Promise<readonly DroppedEvent[]>;

  /** Forgets a subscription: its checkpoints, its parked and its dropped events. False if there is none of this name. */
  abstract remove(name: string): Promise<boolean>;
}
