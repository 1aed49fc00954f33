import { assertValidName } from '@daybook/domain';
import type { PoolClient } from 'pg';
import type { ReadableEvents } from '../codec/readable-events.js';
import { sayWhereItGoesOn } from '../copying/say-where-it-goes-on.js';
import type { StreamCopies } from '../copying/stream-copies.js';
import type { IncarnationRecord } from '../incarnation/incarnation-record.js';
import { inAmbient } from '../stream/ambient.js';
import type { AppendAllResult, AppendResult } from '../stream/append-result.js';
import { checkAppend, checkAppendAll, type CheckedAppend } from '../stream/check-append.js';
import { checkReadAll, checkReadStream } from '../stream/check-read.js';
import { EventStore } from '../stream/event-store.js';
import { EventStream } from '../stream/event-stream.js';
import type { InlineWork } from '../stream/inline-work.js';
import type { KeptAppend } from '../stream/kept-append.js';
import type { EventInput } from '../stream/proposed-event.js';
import type { HeadOptions, ReadAllOptions, ReadStreamOptions } from '../stream/read-options.js';
import type { AppendOptions, StreamAppend, StreamAppendOptions } from '../stream/stream-append.js';
import type { EntityManager } from '../stream/transaction.js';
import { AppendConnection } from './append-connection.js';
import { AppendQueue } from './append-queue.js';
import { appendUnitOf } from './append-unit-of.js';
import { AppendsBegun } from './appends-begun.js';
import { BesideTheLog } from './beside-the-log.js';
import { unplacedEvents } from '../stream/unplaced-events.js';
import type { Query } from './connection.js';
import { queryIn, type QueryIn } from './query-in.js';
import type { Connections } from './connections.js';
import { callingPlace } from './calling-place.js';
import { HeldAppendWatch } from './held-append-watch.js';
import { appendInHeldTransaction } from './held-append.js';
import type { HeldFloor } from './held-floor.js';
import { readHeldFloors } from './held-floors.js';
import { judgedAgain } from './in-older-shape.js';
import { InlineAppends } from './inline-appends.js';
import type { InlineKeys } from './inline-keys.js';
import { HeldAppends } from './keyed-work.js';
import type { Prerequisites } from './prerequisites.js';
import type { Incarnations } from './incarnations.js';
import { type MetDatabase, meetDatabase } from './meet-database.js';
import { PostgresStreamCopies } from './copying/postgres-stream-copies.js';
import { keptAppendOf } from './kept-append.js';
import { reading } from './read-error.js';
import { readLogPages } from './read-log.js';
import { ReadQueue } from './read-queue.js';
import { type AskedPage, readStreamPages } from './read-stream.js';
import { safePositionIn, SafePositionReader } from './safe-position-reader.js';
import type { Statements } from './statements.js';
import { storeSettings, type StoreSettings } from './store-settings.js';
import type { PostgresEventStoreOptions } from './postgres-event-store-options.js';
import { PostgresIncarnationRecord } from './postgres-incarnation-record.js';
import { PostgresInlineKeys } from './postgres-inline-keys.js';
import { PostgresTransactions } from './postgres-transactions.js';
import type { Transactions } from './transactions.js';
import { PostgresWakeUps } from './wake-ups/postgres-wake-ups.js';

const defaultHeldAppendMs = 1_000;

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
  private readonly statements: Statements;
  readonly #connections: Connections;
  readonly #begun = new AppendsBegun();
  readonly #queue: AppendQueue;
  readonly #safePosition: SafePositionReader;
  readonly #queryIn: QueryIn;
  readonly #reads: ReadQueue;
  readonly #appendsHeld = new HeldAppends();
  readonly #heldWatch: HeldAppendWatch | undefined;
  readonly #incarnations: Incarnations;
  readonly #beside: BesideTheLog;
  readonly #wakeUps: PostgresWakeUps;
  readonly #inlineAppends: InlineAppends;
  readonly #copies: PostgresStreamCopies;
  readonly #incarnationRecord: PostgresIncarnationRecord;

  /** Opens transactions in which appends and the application's own tables are kept together. */
  readonly transactions: Transactions;

  /** For inline work, while it prepares: keeps others from the rows that it is about to fold. */
  readonly inlineKeys: InlineKeys;

  /** What the store found out about its database when it was opened. */
  readonly prerequisites: Prerequisites;

  private constructor(
    private readonly settings: StoreSettings,
    { connections, incarnations, statements, limits, loneConnections, prerequisites }: MetDatabase,
    { onHeldAppend, heldAppendMs = defaultHeldAppendMs, wakeUps, onListeningLost }: PostgresEventStoreOptions,
  ) {
    super();
    const { dataSource, codec } = settings;
    this.#connections = connections;
    this.statements = statements;
    this.prerequisites = prerequisites;
    this.#incarnations = incarnations;
    const connection = new AppendConnection(connections, this.#incarnations, prerequisites.opensTransactions);
    const why = (): string => connections.inWords();
    this.#queue = new AppendQueue(connection, statements, { limits, loneConnections, why });
    const safePosition = (this.#safePosition = new SafePositionReader(connections, statements, incarnations));
    const elsewhere: Query = (...asked) => connections.read((client) => incarnations.query(client, ...asked));
    this.#queryIn = queryIn(dataSource, elsewhere);
    this.#reads = new ReadQueue(connections, statements, (...asked) => incarnations.query(...asked));
    const pooled = prerequisites.pooler !== 'none';
    this.#heldWatch = onHeldAppend && new HeldAppendWatch({ tell: onHeldAppend, afterMs: heldAppendMs, pooled });
    this.#wakeUps = new PostgresWakeUps({ dataSource, connections, statements, wakeUps, pooled, onListeningLost });
    const parts = { dataSource, connections, statements, elsewhere, appends: this.#appendsHeld };
    const transactions = (this.transactions = new PostgresTransactions(parts));
    this.#beside = new BesideTheLog({
      ...{ ...parts, incarnations, transactions, safePosition, queryIn: this.#queryIn },
      ...{ ambient: settings.ambient, opensTransactions: prerequisites.opensTransactions },
    });
    this.inlineKeys = new PostgresInlineKeys(statements);
    this.#incarnationRecord = new PostgresIncarnationRecord(connections, statements, () => this.head());
    this.#inlineAppends = new InlineAppends({ ...parts, codec, incarnations, transactions });
    this.#copies = new PostgresStreamCopies({
      ...{ statements, transactions, queryIn: this.#queryIn },
      append: (...appended) => this.#make(checkAppend(...appended)),
      read: (...asked) => this.readStream(...asked),
    });
  }

  /**
   * Opens the store on a migrated schema.
   *
   * @throws InvalidSchemaName, InvalidLimit
   * @throws PrerequisiteMissing, ServerTooOld the database is not one on which the guarantees hold
   * @throws StoreUnavailable no connection, or no answer, within the limits
   */
  static async open(options: PostgresEventStoreOptions): Promise<PostgresEventStore> {
    return new PostgresEventStore(storeSettings(options), await meetDatabase(options), options);
  }

  override get incarnation(): string {
    return this.#incarnations.current;
  }

  override historyOf(incarnation: string): Promise<string> {
    return reading('reading the history', () => this.#incarnations.historyOf(incarnation, this.#connections));
  }

  override get incarnations(): IncarnationRecord {
    return this.#incarnationRecord;
  }

  override get readable(): ReadableEvents {
    return this.settings.codec.readable;
  }

  override get wakeUps(): EventStore['wakeUps'] {
    return this.#wakeUps;
  }

  override get snapshots(): EventStore['snapshots'] {
    return this.#beside.snapshots;
  }

  override get subscriptions(): EventStore['subscriptions'] {
    return this.#beside.subscriptions;
  }

  override get sagas(): EventStore['sagas'] {
    return this.#beside.sagas;
  }

  override get copies(): StreamCopies {
    return this.#copies;
  }

  override workInline(work: InlineWork): void {
    this.#inlineAppends.add(work);
  }

  async append(streamId: string, events: readonly EventInput[], options: StreamAppendOptions): Promise<AppendResult> {
    const { streams } = await this.#append(checkAppend(streamId, events, options, this.settings.limits));
    return streams[0] as AppendResult;
  }

  async appendAll(appends: readonly StreamAppend[], options?: AppendOptions): Promise<AppendAllResult> {
    return this.#append(checkAppendAll(appends, options, this.settings.limits));
  }

  readStream(streamId: string, options?: ReadStreamOptions): EventStream {
    const read = checkReadStream(streamId, options);
    const manager = read.manager ?? this.settings.ambient.manager?.();
    const query: Query = (...asked) => reading('reading a stream', () => this.#queryIn(manager)(...asked));
    const together = (page: AskedPage) => reading('reading a stream', () => this.#reads.page(page));
    const pages = { query, together: manager === undefined ? together : undefined, statements: this.statements };
    return new EventStream(() => readStreamPages(pages, this.settings.codec, read), read.signal);
  }

  readAll(options?: ReadAllOptions): EventStream {
    const read = checkReadAll(options);
    const manager = read.manager ?? this.settings.ambient.manager?.();
    const query: Query = (...asked) => reading('reading the log', () => this.#queryIn(manager)(...asked));
    const safe = (): Promise<number> => this.#safe(manager);
    return new EventStream(() => readLogPages(query, safe, this.statements, this.settings.codec, read), read.signal);
  }

  async head({ manager = this.settings.ambient.manager?.() }: HeadOptions = {}): Promise<number> {
    const safe = await this.#safe(manager);
    const rows = await reading('reading the head', () => this.#queryIn(manager)(this.statements.head, [safe]));
    const position = Number(rows[0]?.[0]);
    if (manager === undefined) this.#safePosition.saw(position);
    return position;
  }

  async findAppend(idempotencyKey: string, { manager }: HeadOptions = {}): Promise<KeptAppend | undefined> {
    assertValidName(idempotencyKey, 'idempotencyKey');
    const query = this.#queryIn(manager ?? this.settings.ambient.manager?.());
    const statement = this.statements.find_append;
    return keptAppendOf(await reading('reading an idempotency key', () => query(statement, [idempotencyKey])));
  }

  override async streamsNamed(id: string): Promise<readonly string[]> {
    const query = this.#queryIn(this.settings.ambient.manager?.());
    const rows = await reading('finding streams', () => query(this.statements.streams_named, [id]));
    return rows.map(([streamId]) => streamId ?? '');
  }

  /** Who holds readers of the log back at this moment, the oldest first; for status and health. */
  async heldFloors(): Promise<readonly HeldFloor[]> {
    return reading('reading the held floors', () => readHeldFloors(this.#connections, this.statements));
  }

  /**
   * Forgets idempotency keys that were kept for so many days, the oldest first; what was done under them stays.
   *
   * @returns how many were forgotten, at most `atMost`
   * @throws StoreUnavailable
   */
  async pruneKeys(keepForDays: number, atMost: number): Promise<number> {
    const forget = [this.statements.prune_keys, [`${keepForDays} days`, atMost]] as const;
    const rows = await reading('forgetting idempotency keys', () => this.#queryIn(undefined)(...forget));
    return Number(rows[0]?.[0]);
  }

  /**
   * Takes no more appends of its own, and waits until those that it has have ended, each within the limits. Reads, and
   * appends in transactions that are still held, go on; those who wait for more are told that it is over. Call it before
   * the DataSource is destroyed.
   */
  async close(): Promise<void> {
    await this.#begun.close();
    await Promise.all([this.#queue.close(), this.#inlineAppends.close()]);
    await this.#wakeUps.close();
  }

  #safe(manager: EntityManager | undefined): Promise<number> {
    return reading('reading the safe position', () =>
      manager === undefined ? this.#safePosition.read() : safePositionIn(this.#queryIn(manager), this.statements),
    );
  }

  async #append(checked: CheckedAppend): Promise<AppendAllResult> {
    const append = inAmbient(checked, this.settings.ambient);
    const result = await this.#make(append);
    this.settings.ambient.appended?.(result, append.manager, append.idempotency?.key);
    return result;
  }

  /** Makes an append that says everything itself. */
  async #make(checked: CheckedAppend): Promise<AppendAllResult> {
    const { streams, manager } = checked;
    const { dataSource, codec, clock } = this.settings;
    if (manager === undefined) this.#begun.refuseWhenClosed();
    const streamIds = streams.map(({ streamId }) => streamId);
    const watch = manager && this.#heldWatch;
    // Now, while the stack still knows who has called.
    const place = watch && callingPlace();
    const now = clock.now();
    const encoded = appendUnitOf(checked, codec, now);
    const unit = 'then' in encoded ? await this.#begun.note(encoded) : encoded;
    const appended = (client: PoolClient): void => {
      this.#wakeUps.afterTransaction(client);
      watch?.appended(client, streamIds, place);
    };
    let made: Promise<AppendAllResult>;
    if (this.#inlineAppends.concern(unit, checked)) {
      const events = unplacedEvents(checked, unit, now);
      made = this.#inlineAppends.append({ unit, events, manager, appended });
    } else if (manager === undefined) made = this.#wakeUps.after(this.#queue.append(unit));
    else made = appendInHeldTransaction(dataSource, this.statements, manager, unit, appended);
    const again = judgedAgain({ unit, checked, codec, query: this.#queryIn(manager), statements: this.statements });
    const elsewhere = (error: unknown) => sayWhereItGoesOn(error, streamIds, this.#copies.in(manager));
    const result = await made.catch(again).catch(elsewhere);
    this.#appendsHeld.enter(manager?.queryRunner, result);
    return result;
  }
}
