import type { EntityManager } from './transaction.js';
import type { EventInput } from './proposed-event.js';
import type { ExpectedVersion } from './expected-version.js';

/** Options that an append to one stream and an append to several share. */
export interface AppendOptions {
  /**
   * Makes the whole append idempotent: repeated under the same key and with the same events it returns its first
   * result, with other events it is refused with `IdempotencyKeyConflict`. At most 255 bytes. Default: none.
   */
  readonly idempotencyKey?: string;
  /**
   * The store's `incarnation` when that was read from which the append was decided. Where another server would be
   * appended to, the append is refused with `ConcurrencyError`, though the version may be as expected. Default: any server.
   */
  readonly incarnation?: string;
  /**
   * A transaction that the caller holds (TypeORM's `EntityManager` of it): the events are written on its
   * connection and commit or roll back with it. Default: a transaction of the append's own.
   */
  readonly manager?: EntityManager;
}

/** Options of an append to one stream. */
export interface StreamAppendOptions extends AppendOptions {
  /** What the stream's version must be. There is no default: a forgotten expectation is an error, never `any`. */
  readonly expected: ExpectedVersion;
}

/** One stream's share of an append to several. */
export interface StreamAppend {
  readonly streamId: string;
  readonly events: readonly EventInput[];
  readonly expected: ExpectedVersion;
}
