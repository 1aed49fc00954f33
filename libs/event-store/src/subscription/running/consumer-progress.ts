/**
 * How a consumer stands in one process, in a word: it has not begun here (`new`), reads what has come before
 * (`catching-up`), or as it comes (`live`), perhaps without the keys that are `parked`; an operator wants it to stand still
 * (`paused`); or it does not succeed at the moment, or has stopped by itself (`failed`).
 */
export type ConsumerState = 'new' | 'catching-up' | 'live' | 'paused' | 'parked' | 'failed';

/** A segment that this process reads. */
export interface SegmentProgress {
  readonly segment: number;
  readonly epoch: number;
  /** Everything up to here was applied, parked or passed over. */
  readonly position: number;
  readonly failure: string | undefined;
}

/** A consumer as its process sees it, without asking the store. */
export interface ConsumerProgress {
  readonly name: string;
  readonly state: ConsumerState;
  /** Those that this process holds. */
  readonly segments: readonly SegmentProgress[];
  /** What stands in the way; undefined if nothing does. */
  readonly failure: string | undefined;
  readonly eventsPerSecond: number;
}
