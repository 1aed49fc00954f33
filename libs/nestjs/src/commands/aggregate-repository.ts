import {
  type AggregateClass,
  type AggregateRoot,
  changesOf,
  type Clock,
  type LoadingCost,
  markRecorded,
  sealAggregate,
  type Sync,
  systemClock,
} from '@daybook/domain';
import type { EntityManager, EventStore, RecordedEvent } from '@daybook/event-store';
import { AggregateNotFound } from './aggregate-not-found.error.js';
import { AggregateOutdated } from './aggregate-outdated.error.js';
import { AggregateStreams, type HistoryOptions, type LoadOptions } from './aggregate-streams.js';
import type { AggregateCache } from './cache/aggregate-cache.js';
import { CachedAggregates } from './cache/cached-aggregates.js';
import { Decisions } from './decisions.js';
import { MessageContext } from './message/message-context.js';
import { type PointInTime, pointInTime } from './point-in-time.js';
import type { LogEnd, RecordedDecision } from './recorded-decision.js';
import { isConflict, retryOnConflict } from './retry-on-conflict.js';
import type { AggregateSnapshotting } from './snapshots/aggregate-snapshotting.js';
import { Turns } from './turns.js';
import type { TransactionContext } from './transaction-context.js';
import type { SaveOptions, UpdateOptions, WriteOptions } from './write-options.js';

/** Options of a repository. */
export interface RepositoryOptions<A extends AggregateRoot> {
  /** Where decisions get their time from. Default: the system's clock. */
  readonly clock?: Clock;
  /** Tells whether a call is part of a transaction that the caller holds. Default: only the option `manager` does. */
  readonly transactions?: TransactionContext | undefined;
  /** Where aggregates are remembered between two decisions. Default: nowhere; each one is read from the store. */
  readonly cache?: AggregateCache | undefined;
  /** Told once if the aggregates cannot be remembered, because their state cannot be copied. */
  readonly uncopyable?: ((reason: Error) => void) | undefined;
  /** With which states aggregates begin that were folded before. Default: none; each is folded from its first event. */
  readonly snapshots?: AggregateSnapshotting<A> | undefined;
}

/** Of an aggregate that was handed out to be changed and saved. */
interface HandedOut {
  /** Where in the log it ends. */
  readonly position: number;
  /** What it cost to load; undefined once it was saved. */
  readonly loading?: LoadingCost | undefined;
}

/** How often `update` decides again after a conflict, unless it is told otherwise. */
const defaultRetries = 5;

/**
 * Where the aggregates of one class are kept: as streams of events, one for each.
 *
 * One repository serves everybody; what it remembers of an aggregate is confirmed before it is believed. Inject it by
 * `@InjectAggregateRepository(Account)`.
 *
 * @example
 * await accounts.create('a-1', (account) => account.open({ ownerId: 'o-1', currency: 'EUR' }));
 * const { aggregate, version } = await accounts.update('a-1', (account) => account.deposit(100));
 * const before = await accounts.load('a-1', { version: version - 1 });
 */
export class AggregateRepository<A extends AggregateRoot> {
  readonly #streams: AggregateStreams<A>;
  readonly #transactions: TransactionContext | undefined;
  readonly #cached: CachedAggregates<A> | undefined;
  readonly #decisions: Decisions<A>;
  readonly #handedOut = new WeakMap<A, HandedOut>();
  /** The store alone decides who is first; this only spares those in one process from losing to each other. */
  readonly #turns = new Turns();

  /** @throws AggregateMissing the class bears no `@Aggregate` */
  constructor(
    aggregateClass: AggregateClass<A>,
    store: EventStore,
    { clock = systemClock, transactions, cache, uncopyable, snapshots }: RepositoryOptions<A> = {},
  ) {
    this.#streams = new AggregateStreams(aggregateClass, store, clock, snapshots);
    this.#transactions = transactions;
    this.#cached = cache && new CachedAggregates(cache, this.#streams, store, uncopyable);
    this.#decisions = new Decisions(this.#streams, store, clock, this.#cached);
  }

  /**
   * The aggregate as it is, or as it was at a version or a time. One of the past is for reading only.
   *
   * @throws AggregateNotFound there is none, or it was not born yet at that time, or never had that version
   */
  async load(id: string, options?: LoadOptions): Promise<A>;
  async load(id: string, at?: PointInTime & LoadOptions): Promise<Readonly<A>>;
  async load(id: string, options: Partial<PointInTime> & LoadOptions = {}): Promise<A> {
    const aggregate = await this.#read(id, options);
    if (aggregate === undefined) throw new AggregateNotFound(this.#streams.category, id, pointInTime(options));
    return aggregate;
  }

  /** Like `load`, with undefined in place of `AggregateNotFound`. */
  async find(id: string, options?: LoadOptions): Promise<A | undefined>;
  async find(id: string, at?: PointInTime & LoadOptions): Promise<Readonly<A> | undefined>;
  async find(id: string, options: Partial<PointInTime> & LoadOptions = {}): Promise<A | undefined> {
    return this.#read(id, options);
  }

  /**
   * Brings a new aggregate into being. The store, not an earlier read, decides who is first.
   *
   * @throws AggregateAlreadyExists the id is taken; nothing was written
   * @throws NothingCreated the decision applied no event
   */
  async create<R>(
    id: string,
    decide: (aggregate: A) => Sync<R>,
    options: WriteOptions = {},
  ): Promise<RecordedDecision<A, R>> {
    return this.#decisions.create({ id, decide, options, manager: this.#managerOf(options) });
  }

  /**
   * Loads the aggregate, decides, and appends what was decided; if another writer was first, does it all again.
   *
   * So `decide` may run more than once. It must be pure: decide from the aggregate and the arguments at hand, change
   * nothing else, wait for nothing (a promise does not compile). If it applies no event, nothing is appended.
   *
   * Updates of one aggregate through one repository take turns, so a conflict is always with somebody else: another
   * process, a `save`, or a transaction that the caller holds, which waits for no turn.
   *
   * @throws AggregateNotFound there is none
   * @throws AggregateOutdated it is not at the version that `expected` names, or there is none at all
   * @throws ConcurrencyError others were first more often than `retries`, or once in a transaction of the caller's
   */
  async update<R>(
    id: string,
    decide: (aggregate: A) => Sync<R>,
    options: UpdateOptions = {},
  ): Promise<RecordedDecision<A, R>> {
    const { retries = defaultRetries } = options;
    const manager = this.#managerOf(options);
    const expected = expectedVersions(options);
    const attempt = () => this.#decisions.update({ id, decide, options, manager, expected });
    try {
      if (manager !== undefined) return await attempt();
      return await this.#turns.take(id, () => retryOnConflict(retries, attempt));
    } catch (cause) {
      if (expected === undefined || !isConflict(cause)) throw cause;
      throw new AggregateOutdated(this.#streams.category, id, expected, cause.actual, { cause });
    }
  }

  /**
   * Appends what an aggregate that was loaded here has decided since. It can decide on and be saved again.
   *
   * @throws ConcurrencyError another writer was first; load it again
   */
  async save(aggregate: A, options: SaveOptions = {}): Promise<LogEnd> {
    const { version } = aggregate;
    const { position = 0, loading } = this.#handedOut.get(aggregate) ?? {};
    if (changesOf(aggregate).length === 0) return { version, position };
    const held = this.#managerOf(options) !== undefined;
    const expected = version === 0 ? 'noStream' : version;
    const appended = await this.#streams.append(aggregate, expected, options, { held, loading });
    markRecorded(aggregate);
    this.#handedOut.set(aggregate, { position: appended.position });
    return { version: appended.version, position: appended.position };
  }

  /**
   * The events of an aggregate in order: its audit trail.
   *
   * @throws AggregateNotFound there is none; one that ends before `fromVersion` yields nothing
   */
  history(id: string, options: HistoryOptions = {}): AsyncIterable<RecordedEvent> {
    return this.#streams.history(id, options);
  }

  async #read(id: string, options: Partial<PointInTime> & LoadOptions): Promise<A | undefined> {
    const at = pointInTime(options);
    const manager = this.#managerOf(options);
    const isPresent = at === undefined && manager === undefined;
    const found = await (isPresent && this.#cached
      ? this.#cached.confirmed(id)
      : this.#streams.read(id, { at, manager }));
    if (found === undefined) return undefined;
    const { aggregate, position, loading } = found;
    if (at === undefined) this.#handedOut.set(aggregate, { position, loading });
    else sealAggregate(aggregate);
    return aggregate;
  }

  #managerOf({ manager }: LoadOptions): EntityManager | undefined {
    return manager ?? this.#transactions?.current();
  }
}

// A precondition that came with the message is meant for the first aggregate that the message changes.
function expectedVersions({ expected }: UpdateOptions): readonly number[] | undefined {
  return expected === undefined ? MessageContext.current?.progress.takeExpectedVersions() : [expected];
}
