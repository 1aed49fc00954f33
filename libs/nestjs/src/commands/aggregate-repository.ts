import {
  type AggregateClass,
  type AggregateRoot,
  changesOf,
  type Clock,
  decide as takeDecision,
  markRecorded,
  sealAggregate,
  type Sync,
  systemClock,
} from '@daybook/domain';
import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { AggregateAlreadyExists } from './aggregate-already-exists.error.js';
import { AggregateNotFound } from './aggregate-not-found.error.js';
import { AggregateOutdated } from './aggregate-outdated.error.js';
import { AggregateStreams, type HistoryOptions, type LoadOptions } from './aggregate-streams.js';
import { NothingCreated } from './nothing-created.error.js';
import { type PointInTime, pointInTime } from './point-in-time.js';
import type { LogEnd, RecordedDecision } from './recorded-decision.js';
import { isConflict, retryOnConflict } from './retry-on-conflict.js';
import { SeededEventIds } from './seeded-event-ids.js';
import { Turns } from './turns.js';
import type { SaveOptions, UpdateOptions, WriteOptions } from './write-options.js';

/** How often `update` decides again after a conflict, unless it is told otherwise. */
const defaultRetries = 5;

/**
 * Where the aggregates of one class are kept: as streams of events, one for each.
 *
 * Nothing is held in memory between two calls, so one repository serves everybody. Inject it by
 * `@InjectAggregateRepository(Account)`.
 *
 * @example
 * await accounts.create('a-1', (account) => account.open({ ownerId: 'o-1', currency: 'EUR' }));
 * const { aggregate, version } = await accounts.update('a-1', (account) => account.deposit(100));
 * const before = await accounts.load('a-1', { version: version - 1 });
 */
export class AggregateRepository<A extends AggregateRoot> {
  readonly #streams: AggregateStreams<A>;
  readonly #clock: Clock;
  /** Where in the log the aggregates end that were handed out to be changed and saved. */
  readonly #positions = new WeakMap<A, number>();
  /** The store alone decides who is first; this only spares those in one process from losing to each other. */
  readonly #turns = new Turns();

  /** @throws AggregateMissing the class bears no `@Aggregate` */
  constructor(aggregateClass: AggregateClass<A>, store: EventStore, clock: Clock = systemClock) {
    this.#streams = new AggregateStreams(aggregateClass, store, clock);
    this.#clock = clock;
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
    const aggregate = this.#streams.begin(id);
    const ids = SeededEventIds.from(options, this.#streams.idOf(id));
    const result = this.#decide(aggregate, decide, options.occurredAt ?? this.#clock.now(), ids);
    if (changesOf(aggregate).length === 0) throw new NothingCreated(this.#streams.category, id);
    try {
      return await this.#record(aggregate, result, 'noStream', options);
    } catch (cause) {
      if (!isConflict(cause)) throw cause;
      throw new AggregateAlreadyExists(this.#streams.category, id, { cause });
    }
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
   * @throws AggregateOutdated it is not at the version that `expected` names
   * @throws ConcurrencyError others were first more often than `retries`, or once in a transaction of the caller's
   */
  async update<R>(
    id: string,
    decide: (aggregate: A) => Sync<R>,
    options: UpdateOptions = {},
  ): Promise<RecordedDecision<A, R>> {
    const { manager, expected, retries = defaultRetries } = options;
    const attempt = () => this.#attempt(id, decide, options);
    try {
      if (manager !== undefined) return await attempt();
      return await this.#turns.take(id, () => retryOnConflict(expected === undefined ? retries : 0, attempt));
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
    if (changesOf(aggregate).length === 0) return { version, position: this.#positions.get(aggregate) ?? 0 };
    const appended = await this.#streams.append(aggregate, version === 0 ? 'noStream' : version, options);
    markRecorded(aggregate);
    this.#positions.set(aggregate, appended.position);
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
    const found = await this.#streams.read(id, { at, manager: options.manager });
    if (found === undefined) return undefined;
    if (at === undefined) this.#positions.set(found.aggregate, found.position);
    else sealAggregate(found.aggregate);
    return found.aggregate;
  }

  async #attempt<R>(id: string, decide: (aggregate: A) => Sync<R>, options: UpdateOptions) {
    const { manager, expected } = options;
    const ids = SeededEventIds.from(options, this.#streams.idOf(id));
    const found = await this.#streams.read(id, { manager, stopBefore: ids?.first });
    if (found === undefined) throw new AggregateNotFound(this.#streams.category, id);
    const { aggregate, position, stoppedAt } = found;
    if (stoppedAt === undefined && expected !== undefined && expected !== aggregate.version) {
      throw new AggregateOutdated(this.#streams.category, id, expected, aggregate.version);
    }
    // One that was made before is made again as of then: it comes to the same events, and the store to its first answer.
    const now = options.occurredAt ?? stoppedAt ?? this.#clock.now();
    const result = this.#decide(aggregate, decide, now, ids);
    return this.#record(aggregate, result, aggregate.version, options, position);
  }

  #decide<R>(aggregate: A, decide: (aggregate: A) => Sync<R>, now: Date, ids: SeededEventIds | undefined): R {
    return takeDecision(aggregate, ids ? { now, nextEventId: ids.next } : { now }, decide);
  }

  async #record<R>(
    aggregate: A,
    result: R,
    expected: number | 'noStream',
    options: WriteOptions,
    lastPosition = 0,
  ): Promise<RecordedDecision<A, R>> {
    const events = changesOf(aggregate);
    const { version, position } =
      events.length === 0
        ? { version: aggregate.version, position: lastPosition }
        : await this.#streams.append(aggregate, expected, options);
    markRecorded(aggregate);
    sealAggregate(aggregate);
    return { result, aggregate, version, position, events };
  }
}
