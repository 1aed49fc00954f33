import type { EntityManager } from './transaction.js';

/** Options of reading one stream. */
export interface ReadStreamOptions {
  /** Default `forwards`. */
  readonly direction?: 'forwards' | 'backwards';
  /** The lowest version to read, inclusive. Default 1. */
  readonly fromVersion?: number;
  /** The highest version to read, inclusive. Default: the last. */
  readonly toVersion?: number;
  /** Only what the store had recorded by then (inclusive). */
  readonly recordedBy?: Date;
  /** Only what had happened in the world by then (inclusive); versions may then have gaps. */
  readonly occurredBy?: Date;
  /** At most so many events. Default: no limit. */
  readonly limit?: number;
  /** Events fetched in one round trip, 1 to 10,000. Default 500. */
  readonly batchSize?: number;
  /**
   * Hands events over as they are stored, in whatever shape, for those who copy or inspect them: nothing is lifted, split
   * or dropped, and `event` of an older shape throws `UnknownEventType`. Default false.
   */
  readonly asStored?: boolean;
  /** A transaction that the caller holds: read on its connection, and see its own appends. Default: none. */
  readonly manager?: EntityManager;
  /** Ends the iteration with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of reading the whole log. */
export interface ReadAllOptions {
  /** Read what comes after this position. Default 0, the beginning. */
  readonly afterPosition?: number;
  /** Read up to this position, inclusive. Default: the safe position when the reading begins. */
  readonly toPosition?: number;
  /** Only events of these types. Default: all. */
  readonly types?: readonly string[];
  /** Only streams of these categories, compared exactly. Default: all. */
  readonly categories?: readonly string[];
  /** At most so many events. Default: no limit. */
  readonly limit?: number;
  /** Events fetched in one round trip, 1 to 10,000. Default 500. */
  readonly batchSize?: number;
  /**
   * A transaction that the caller holds: read on its connection. What it has appended itself is not in the log before it
   * is committed, nor anything above. Under READ COMMITTED alone. Default: none.
   */
  readonly manager?: EntityManager;
  /**
   * Hands events over as they are stored, in whatever shape, for those who copy or inspect them: nothing is lifted, split
   * or dropped, and `event` of an older shape throws `UnknownEventType`. Types are then the stored ones. Default false.
   */
  readonly asStored?: boolean;
  /** Ends the iteration with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Options of asking for the head of the log. */
export interface HeadOptions {
  /** A transaction that the caller holds, as for reading the log. Default: none. */
  readonly manager?: EntityManager | undefined;
}
