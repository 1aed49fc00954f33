/** Options of reading the log on and on. */
export interface SubscribeOptions {
  /** Read what comes after this position. Default 0, the beginning. */
  readonly afterPosition?: number;
  /**
   * In the place of a position: read what comes after the place of a token, as `store.token()` has told it. The log is compared
   * with it before anything is read; one that has lost what the token says was read is refused by name. For whoever keeps
   * his place outside of the log's database.
   */
  readonly after?: string;
  /**
   * In the place of a position: `now` reads what comes into the log after the iteration has begun, that is, after its
   * first `next()`. Whoever must not miss an append of his own asks for `store.head()` before it, and reads after that.
   */
  readonly from?: 'now';
  /** Only events of these types. Default: all. */
  readonly types?: readonly string[];
  /** Only streams of these categories, compared exactly. Default: all. */
  readonly categories?: readonly string[];
  /** Events fetched in one round trip, and so in memory at a time, 1 to 10,000. Default 500. */
  readonly batchSize?: number;
  /** Ends the iteration with the signal's reason, also while it waits. */
  readonly signal?: AbortSignal;
}
