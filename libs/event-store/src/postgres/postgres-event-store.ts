import { systemClock, type Clock } from '@daybook/domain';
import type { DataSource } from 'typeorm';
import { appendFingerprint } from '../codec/append-fingerprint.js';
import type { EventCodec } from '../codec/event-codec.js';
import { defaultAppendLimits, type AppendLimits } from '../stream/append-limits.js';
import type { AppendAllResult, AppendResult } from '../stream/append-result.js';
import { checkAppend, checkAppendAll, type CheckedAppend } from '../stream/check-append.js';
import { checkReadAll, checkReadStream } from '../stream/check-read.js';
import { EventStore } from '../stream/event-store.js';
import { EventStream } from '../stream/event-stream.js';
import type { EventInput } from '../stream/proposed-event.js';
import type { ReadAllOptions, ReadStreamOptions } from '../stream/read-options.js';
import type { AppendOptions, StreamAppend, StreamAppendOptions } from '../stream/stream-append.js';
import { AppendConnection } from './append-connection.js';
import { AppendQueue } from './append-queue.js';
import { checkSize } from './append-size.js';
import type { AppendUnit } from './append-unit.js';
import { queryOn, withConnection, type Query } from './connection.js';
import { appendInHeldTransaction } from './held-append.js';
import { readHeldFloors, type HeldFloor } from './held-floors.js';
import { inHeldTransaction } from './held-transaction.js';
import { checkPrerequisites, type Prerequisites } from './prerequisites.js';
import { reading } from './read-error.js';
import { defaultLoneConnections } from './pool-size.js';
import { readLogPages } from './read-log.js';
import { readStreamPages } from './read-stream.js';
import { SafePositionReader } from './safe-position-reader.js';
import { checkedSchema, defaultSchema } from './schema-name.js';
import { statementsFor, type Statements } from './statements.js';

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
  /** Default: 10,000 events in one append. */
  readonly limits?: AppendLimits;
  /** Whether statements are prepared under a name. Default true; false behind a pgbouncer older than 1.21. */
  readonly preparedStatements?: boolean;
  /**
   * How many appends may wait at a time for rows that others hold, and how many of a call that has failed are sent again
   * at a time, each on a connection of its own. Default 4, or fewer if the pool is smaller than 9.
   */
  readonly loneConnections?: number;
}

/**
 * The event store on PostgreSQL.
 *
 * Appends that arrive while one is in flight share a round trip and a commit; readers of the whole log never miss a
 * commit that comes late, and are held up by nothing but appends in flight.
 *
 * @example
 * await migrate({ dataSource });
 * const store = await PostgresEventStore.open({ dataSource, codec });
 */
export class PostgresEventStore extends EventStore {
  readonly #queue: AppendQueue;
  readonly #safePosition: SafePositionReader;
  readonly #query: Query;

  private constructor(
    private readonly dataSource: DataSource,
    private readonly codec: EventCodec,
    private readonly clock: Clock,
    private readonly limits: AppendLimits,
    private readonly statements: Statements,
    loneConnections: number,
    /** What the store found out about its database when it was opened. */
    readonly prerequisites: Prerequisites,
  ) {
    super();
    const connection = new AppendConnection(dataSource, prerequisites.opensTransactions);
    this.#queue = new AppendQueue(connection, statements, loneConnections);
    this.#safePosition = new SafePositionReader(dataSource, statements);
    this.#query = (statement, values) => withConnection(dataSource, (client) => queryOn(client, statement, values));
  }

  /**
   * Opens the store on a migrated schema.
   *
   * @throws InvalidSchemaName
   * @throws PrerequisiteMissing, ServerTooOld the database is not one on which the guarantees hold
   */
  static async open(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    const { dataSource, codec, clock = systemClock, limits = defaultAppendLimits } = options;
    const schema = checkedSchema(options.schema ?? defaultSchema);
    const loneConnections = options.loneConnections ?? defaultLoneConnections(dataSource);
    const statements = statementsFor(schema, options.preparedStatements ?? true);
    const prerequisites = await checkPrerequisites(dataSource, statements);
    return new PostgresEventStore(dataSource, codec, clock, limits, statements, loneConnections, prerequisites);
  }

  async append(streamId: string, events: readonly EventInput[], options: StreamAppendOptions): Promise<AppendResult> {
    const { streams } = await this.#append(checkAppend(streamId, events, options, this.limits));
    return streams[0] as AppendResult;
  }

  async appendAll(appends: readonly StreamAppend[], options?: AppendOptions): Promise<AppendAllResult> {
    return this.#append(checkAppendAll(appends, options, this.limits));
  }

  readStream(streamId: string, options?: ReadStreamOptions): EventStream {
    const read = checkReadStream(streamId, options);
    const { manager } = read;
    const query: Query =
      manager === undefined
        ? this.#query
        : (statement, values) =>
            inHeldTransaction(this.dataSource, manager, (client) => queryOn(client, statement, values));
    const asked: Query = (statement, values) => reading('reading a stream', () => query(statement, values));
    return new EventStream(() => readStreamPages(asked, this.statements, this.codec, read), read.signal);
  }

  readAll(options?: ReadAllOptions): EventStream {
    const read = checkReadAll(options);
    const query: Query = (statement, values) => reading('reading the log', () => this.#query(statement, values));
    return new EventStream(
      () => readLogPages(query, () => this.#safe(), this.statements, this.codec, read),
      read.signal,
    );
  }

  async head(): Promise<number> {
    const safe = await this.#safe();
    const rows = await reading('reading the head', () => this.#query(this.statements.head, [safe]));
    return Number(rows[0]?.[0]);
  }

  /** Who holds readers of the log back at this moment, the oldest first; for status and health. */
  async heldFloors(): Promise<readonly HeldFloor[]> {
    return reading('reading the held floors', () => readHeldFloors(this.dataSource, this.statements));
  }

  #safe(): Promise<number> {
    return reading('reading the safe position', () => this.#safePosition.read());
  }

  async #append({ streams, idempotencyKey, manager }: CheckedAppend): Promise<AppendAllResult> {
    const now = this.clock.now();
    const parts: AppendUnit['parts'][number][] = [];
    for (const { streamId, expected, events } of streams) {
      const encoded = this.codec.encode(streamId, events, now);
      // Awaited only where somebody waits, so that appends take their turns in the order in which they were begun.
      parts.push({ streamId, expected, events: 'then' in encoded ? await encoded : encoded });
    }
    const unit: AppendUnit = {
      parts,
      idempotencyKey: idempotencyKey ?? null,
      fingerprint: idempotencyKey === undefined ? null : appendFingerprint(parts),
    };
    checkSize(unit);
    if (manager === undefined) return this.#queue.append(unit);
    return appendInHeldTransaction(this.dataSource, this.statements, manager, unit);
  }
}
