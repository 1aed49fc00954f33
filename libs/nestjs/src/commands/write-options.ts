import type { EntityManager, Metadata } from '@daybook/event-store';

/** How events are recorded that are decided already. */
export interface SaveOptions {
  /**
   * A transaction that the caller holds: events are read and written on its connection and commit or roll back with it.
   * Nothing is retried then, because only the holder can repeat the whole transaction. Default: none.
   */
  readonly manager?: EntityManager | undefined;
  /** Goes with each of the events. Default: none. */
  readonly metadata?: Metadata | undefined;
  /** Makes the append idempotent under this name. At most 255 bytes. Default: none. */
  readonly idempotencyKey?: string | undefined;
}

/** How a decision is made and recorded. */
export interface WriteOptions extends SaveOptions {
  /** When the facts happened in the world, and the aggregate's `now` while it decides. Default: the clock. */
  readonly occurredAt?: Date | undefined;
  /**
   * Makes the event ids a function of this text, the stream and the event's place in the decision, so that the same
   * decision made again is recognised and answered as before. Default: new ids, or ids from the idempotency key.
   */
  readonly eventIdSeed?: string | undefined;
}

/** How a decision about an existing aggregate is recorded. */
export interface UpdateOptions extends WriteOptions {
  /** The version that the caller has seen (If-Match); another one is refused with `AggregateOutdated`. Default: any version. */
  readonly expected?: number | undefined;
  /** How often a decision is made again after a conflict, with growing, random pauses of at most 0.25 s. Default 5. */
  readonly retries?: number | undefined;
}
