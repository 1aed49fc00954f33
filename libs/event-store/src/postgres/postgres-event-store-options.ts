import type { Clock } from '@daybook/domain';
import type { DataSource } from 'typeorm';
import type { EventCodec } from '../codec/event-codec.js';
import type { Ambient } from '../stream/ambient.js';
import type { AppendLimits } from '../stream/append-limits.js';
import type { HeldAppend } from './held-append-notice.js';
import type { WaitingLimits } from './waiting-limits.js';
import type { ListeningLost } from './wake-ups/listening-lost.js';

/** Options of the store on PostgreSQL. */
export interface PostgresEventStoreOptions {
  /** An initialised TypeORM DataSource of type `postgres`; the store takes connections from its pool. */
  readonly dataSource: DataSource;
  /** Knows the events' classes. */
  readonly codec: EventCodec;
  /** The schema that `migrate` has made. Default `daybook`. */
  readonly schema?: string;
  /** Tells `occurredAt` where the caller does not. Default: the system's clock. */
  readonly clock?: Clock;
  /**
   * How much goes into one append (`events`, default 10,000), how many callers may wait for the database (`waiting`,
   * default 10,000 appends and as many reads), for how long (`waitMs`, default 30,000), and when a call without an answer
   * is given up (`answerMs`, default 60,000; longer than transactions may hold a stream).
   */
  readonly limits?: Partial<AppendLimits & WaitingLimits>;
  /**
   * Whether statements are prepared under a name. Default: unless a pooler stands before the server that does not know of
   * prepared statements, as a pgbouncer before 1.21 in whatever mode; true is for one in session mode.
   */
  readonly preparedStatements?: boolean;
  /**
   * How many appends may wait at a time for rows that others hold, and how many of a call that has failed are sent again
   * at a time, each on a connection of its own. Default 4, or fewer if the pool is smaller than 9.
   */
  readonly loneConnections?: number;
  /** What is around a call. Default: nothing. */
  readonly ambient?: Ambient;
  /** Told once of each transaction of a caller's that has appended and stays open, holding up readers. Default: nobody. */
  readonly onHeldAppend?: ((held: HeldAppend) => void) | undefined;
  /** How long after its first append that is, in milliseconds. Default 1,000. */
  readonly heldAppendMs?: number | undefined;
  /**
   * How readers of the log hear of appends by other processes. `listen`: over one connection beside the pool, which is
   * there while somebody reads on and on; they ask each 1,000 ms besides, and each 100 ms while it is not there. `poll`:
   * they ask each 100 ms. Appends of this process wake them in either case. Default `listen`, and `poll` behind a pooler,
   * which loses what a session would hear; `listen` is for one in session mode.
   */
  readonly wakeUps?: 'listen' | 'poll' | undefined;
  /** Told once each time when that connection cannot be had or is lost. Default: nobody. */
  readonly onListeningLost?: ((lost: ListeningLost) => void) | undefined;
}
