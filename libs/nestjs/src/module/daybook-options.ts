import type { Clock } from '@daybook/domain';
import type {
  AppendLimits,
  CodecLimits,
  PayloadValidator,
  UnknownEventsPolicy,
  WaitingLimits,
  WriteVersions,
} from '@daybook/event-store';
import type { TransactionContext } from '../commands/transaction-context.js';
import type { SagaSettings } from '../sagas/running/saga-settings.js';
import type { HeldFor } from './held-readiness.js';
import type { SnapshotSettings } from './snapshot-settings.js';
import type { WaitingSettings } from './waiting-settings.js';

/** What the start does about the store's tables. */
export type MigrationPolicy = 'run' | 'check' | 'ignore';

/** The loops that a process may run. */
export type ProcessRole = 'projections' | 'reactions' | 'sagas' | 'relay';

/** All loops, none, or those that are named. */
export type ProcessRoles = 'all' | 'none' | readonly ProcessRole[];

/** How a process reads the log durably, and shares that work with others. */
export interface SubscriptionSettings {
  /**
   * For how long what a process has taken on is its own without a sign of life, in milliseconds: after a crash, others go
   * on when that time is over. Default 3,000.
   */
  readonly leaseMs?: number;
  /** How often it gives a sign of life, in milliseconds; at most half of `leaseMs`. Default 1,000. */
  readonly heartbeatMs?: number;
  /** How many pooled connections it uses at the same time, however many readers it drives. Default 4. */
  readonly connections?: number;
  /** How long a shutdown lets it finish what is under way, in milliseconds. Default 10,000. */
  readonly stopWithinMs?: number;
  /** How operators find it. Default: host and process id, `host:4711`. */
  readonly name?: string;
  /**
   * What becomes of events that this release cannot read, because a newer one has written them: `wait` until a process reads
   * on that can, `park` them, or `stop`. They are never passed over. A projection or reaction can say otherwise. Default
   * `wait`.
   */
  readonly unknownEvents?: UnknownEventsPolicy;
}

/** How the shapes of events change from one release to the next. */
export interface EvolutionSettings {
  /**
   * Events that this process writes in an older shape, by their types: while a release is rolled out, its processes can
   * write what those of the release before can read. A version of the type, or, where it was renamed, the older type with
   * its version. Each upcaster on the way needs a `downcast`. Default: every event as its class says.
   */
  readonly writeVersions?: WriteVersions;
}

/** Options of `DaybookModule.forRoot`; what a factory of `forRootAsync` returns. */
export interface DaybookOptions {
  /** Where events are kept: in PostgreSQL, or in the process until it ends. Default `postgres`. */
  readonly store?: 'postgres' | 'memory';
  /** The PostgreSQL schema of the store's tables: lower case, digits and `_`, at most 63 characters. Default `daybook`. */
  readonly schema?: string;
  /**
   * What the start does about the schema: `run` brings it up to date, `check` stops the start with a list of what is
   * missing, `ignore` does not look. Default `run`, and `check` where NODE_ENV is `production`.
   */
  readonly migrations?: MigrationPolicy;
  /** Where decisions get their time from. Default: the clock of the machine. */
  readonly clock?: Clock;
  /** Judges payloads when they are appended. Default: a class's `payloadSchema` if it has one, else class-validator. */
  readonly validation?: PayloadValidator;
  /** How the shapes of events change from one release to the next. */
  readonly evolution?: EvolutionSettings;
  /**
   * How much the store takes: `events` in one append (default 10,000), `payloadBytes` of one event (default 1 MiB),
   * `metadataBytes` of one event (default 8 KiB), `depth` of a payload (default 64 levels). On PostgreSQL also how many
   * callers may wait for it (`waiting`, default 10,000 appends and as many reads), for how long (`waitMs`, default
   * 30,000), and when a call without an answer is given up (`answerMs`, default 60,000; longer than transactions may hold
   * a stream).
   */
  readonly limits?: Partial<CodecLimits & AppendLimits & WaitingLimits>;
  /**
   * What this process does besides answering: `all` its loops, `none`, or the named ones. Loops are what runs by itself
   * after the start; a command, a query and the command line work in each of them. Default `all`.
   */
  readonly run?: ProcessRoles;
  /** How this process reads the log for its loops. */
  readonly subscriptions?: SubscriptionSettings;
  /** How this process takes the steps of sagas; their readers go by `subscriptions`, and so do claims of steps. */
  readonly sagas?: SagaSettings;
  /** How readers wait for what was written. */
  readonly waiting?: WaitingSettings;
  /**
   * For which projections this process is not ready (`DaybookHealth.ready`) while readers cannot see its version of them:
   * `all`, `none`, or those that are named. So a deployment waits for a new version to be made and shown, and processes of
   * the old release go on answering. Requests that come nevertheless are answered with 503, as they are for the others.
   * Default `none`.
   */
  readonly holdReadinessFor?: HeldFor;
  /**
   * How many aggregates are remembered between two decisions, so that a command need not read its whole stream; the ones
   * used last stay. A decision from memory is never believed before the store has confirmed it. Default 10,000; `false`
   * remembers none.
   */
  readonly aggregateCache?: number | false;
  /**
   * How snapshots of aggregates are kept, so that loading folds only what came after one. They are taken where an
   * aggregate's decorator, or `policies`, says when, out of the way of whoever appends; `false` takes and uses none.
   */
  readonly snapshots?: SnapshotSettings | false;
  /** For how many days it is known what was done under an idempotency key. Default 30. */
  readonly idempotencyKeyDays?: number;
  /** Carries transactions to the store and the repositories. Default: an `AsyncLocalTransactionContext`. */
  readonly transactionContext?: TransactionContext;
  /**
   * How many milliseconds a transaction that has appended may stay open before a warning names it: readers of the log
   * wait for it. `false` for no warning. Default 1,000.
   */
  readonly heldAppendWarningMs?: number | false;
  /**
   * How long a shutdown lets the HTTP requests under way be answered before it cuts them off, in milliseconds; 0 leaves
   * the server to Nest. Default 10,000.
   */
  readonly drainWithinMs?: number;
  /**
   * Whether statements are prepared under a name. Default: unless a pooler stands before the server that does not know of
   * prepared statements, as a pgbouncer before 1.21 in whatever mode; true is for one in session mode.
   */
  readonly preparedStatements?: boolean;
  /**
   * How this process hears of appends by others. `listen`: over one connection beside the pool, which is there while
   * something reads the log on and on; every 1,000 ms it is asked besides, and every 100 ms while the connection is not
   * there, which a warning tells. `poll`: it is asked every 100 ms. Default `listen`, and `poll` behind a pooler, which
   * loses what a session would hear; `listen` is for one in session mode.
   */
  readonly wakeUps?: 'listen' | 'poll';
}

/** What must be known before any factory has run, because it decides what the store depends on. */
export interface DaybookBinding {
  /** The name of the TypeORM DataSource that the store is bound to. Default `default`, the one without a name. */
  readonly dataSource?: string;
}

/** For `forRootAsync({ useClass })` and `{ useExisting }`. */
export interface DaybookOptionsFactory {
  createDaybookOptions(): DaybookOptions | Promise<DaybookOptions>;
}
