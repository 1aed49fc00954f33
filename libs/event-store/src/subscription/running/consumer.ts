import type { RecordedEvent } from '../../stream/recorded-event.js';
import type { EntityManager } from '../../stream/transaction.js';
import type { Subscription } from '../subscription.js';
import type { UnknownEventsPolicy } from './unknown-events.js';

/** An event on its way to a consumer, with those of its keys for which it is to be applied now. */
export interface Delivery {
  readonly recorded: RecordedEvent;
  /** Of this segment, and not parked; never empty. */
  readonly keys: readonly string[];
}

/** How often a batch is tried before the events that fail are parked. */
export interface RetryPolicy {
  /** Default 5, the first included; the events of a batch that has failed so often are tried once more, one by one. */
  readonly attempts: number;
  /** The pause after the first failure; each further one is three times as long. Default 50. */
  readonly firstMs: number;
  /** No pause is longer. Default 5,000. */
  readonly longestMs: number;
}

/** How much may be parked before a subscription stops instead. */
export interface ParkingLimits {
  /** Events of one key. Default 1,000. */
  readonly perKey: number;
  /** Events in all. Default 10,000. */
  readonly inAll: number;
}

/**
 * One who reads the log durably: what a runner drives.
 *
 * Events come in the order of positions, and those of one key, never twice in effect: what is written through the manager
 * stands or falls with the checkpoint. Effects elsewhere happen at least once.
 */
export interface Consumer extends Subscription {
  /** At most so many events are applied at once. */
  readonly batchSize: number;
  readonly retry: RetryPolicy;
  readonly parking: ParkingLimits;
  /**
   * Whether `apply` writes through the manager of the checkpoint's transaction. Otherwise it has effects elsewhere, before
   * the checkpoint is moved, outside of any transaction and without a connection: it is given one event at a time, which is
   * retried and parked by itself, so that no effect is repeated for another event's sake (`applyEffects`).
   */
  readonly transactional: boolean;
  /** Not `transactional`: for so many events at a time `apply` runs, those of one key never beside each other. Default 1. */
  readonly concurrency?: number | undefined;
  /** No more events than this are read in a second, those of all segments together. Default: as many as can be. */
  readonly eventsPerSecond?: number | undefined;
  /** What becomes of an event that only another release can read. Default: as the runner is told. */
  readonly unknownEvents?: UnknownEventsPolicy | undefined;
  /** It goes no further than to this position. Default: it follows the log. */
  readonly upTo?: number | undefined;
  /**
   * Awaited whenever a segment was taken, before anything of it is read: the subscription may have been put on record anew
   * since the last time. If it throws, that is a failure of the store.
   */
  leased?(): Promise<void>;
  /**
   * The keys that an event is for, a part of a split one like any other; none to pass it over. What throws here is parked under
   * the event's stream, in each segment.
   */
  keysOf(recorded: RecordedEvent): readonly string[];
  /** Applies events in order. If it throws, nothing must have been written but through the manager. */
  apply(deliveries: readonly Delivery[], manager: EntityManager | undefined, signal: AbortSignal): Promise<void>;
  /**
   * `transactional`: told that what `apply` has written is committed, for those who go on from there. Not always: a process
   * may end in between, or not hear of the outcome. Must not throw.
   */
  committed?(): void;
}
