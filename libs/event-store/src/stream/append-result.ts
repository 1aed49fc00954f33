/** Where an append to one stream has ended. */
export interface AppendResult {
  readonly streamId: string;
  /** The stream's version after the append, that of its last event. */
  readonly version: number;
  /** The position of the last event in the whole log. */
  readonly position: number;
  /** The ids of the events, in order. */
  readonly eventIds: readonly string[];
  /** True if this append had been made before, under the same event ids or idempotency key, and nothing was written now. */
  readonly repeated: boolean;
}

/** Where an atomic append to several streams has ended. */
export interface AppendAllResult {
  /** One for each stream, in the order in which they were given. */
  readonly streams: readonly AppendResult[];
  /** The highest position among them. */
  readonly position: number;
  readonly repeated: boolean;
}
