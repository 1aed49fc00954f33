import { assertValidName, systemClock, type Clock } from '@daybook/domain';
import type { EventCodec } from '../codec/event-codec.js';
import { repeatedAppend } from '../codec/evolution/repeated-append.js';
import type { ReadableEvents } from '../codec/readable-events.js';
import { sayWhereItGoesOn } from '../copying/say-where-it-goes-on.js';
import type { StreamCopies } from '../copying/stream-copies.js';
import { inAmbient, type Ambient } from '../stream/ambient.js';
import { defaultAppendLimits, type AppendLimits } from '../stream/append-limits.js';
import type { AppendAllResult, AppendResult } from '../stream/append-result.js';
import { checkAppend, checkAppendAll, type CheckedAppend } from '../stream/check-append.js';
import { checkReadAll, checkReadStream } from '../stream/check-read.js';
import type { IncarnationRecord } from '../incarnation/incarnation-record.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import { EventStore } from '../stream/event-store.js';
import { IdempotencyKeyConflict } from '../stream/idempotency-key-conflict.error.js';
import type { Idempotency } from '../stream/idempotency.js';
import { EventStream } from '../stream/event-stream.js';
import { InvalidAppend } from '../stream/invalid-append.error.js';
import { categoryOf } from '../stream/stream-id.js';
import { InvalidRead } from '../stream/invalid-read.error.js';
import type { EventInput } from '../stream/proposed-event.js';
import type { HeadOptions, ReadAllOptions, ReadStreamOptions } from '../stream/read-options.js';
import type { AppendOptions, StreamAppend, StreamAppendOptions } from '../stream/stream-append.js';
import type { EntityManager } from '../stream/transaction.js';
import type { InlineWork } from '../stream/inline-work.js';
import type { KeptAppend } from '../stream/kept-append.js';
import { unplacedEvents } from '../stream/unplaced-events.js';
import type { SagaStore } from '../saga/saga-store.js';
import type { SnapshotStore } from '../snapshot/snapshot-store.js';
import type { SubscriptionStore } from '../subscription/subscription-store.js';
import type { WakeUps } from '../subscription/wake-ups.js';
import { MemoryIncarnationRecord } from './memory-incarnation-record.js';
import { MemoryInlineAppends } from './memory-inline-appends.js';
import { MemoryLog, type MemoryAppend } from './memory-log.js';
import { readLogPages, readStreamPages } from './memory-pages.js';
import { MemorySagaStore } from './saga/memory-saga-store.js';
import { MemorySnapshotStore } from './snapshot/memory-snapshot-store.js';
import { MemorySubscriptionStore } from './subscription/memory-subscription-store.js';
import { MemoryStreamCopies } from './memory-stream-copies.js';
import { MemoryWakeUps } from './subscription/memory-wake-ups.js';

/** Options of the store in memory. */
export interface MemoryEventStoreOptions {
  /** Knows the events' classes. */
  readonly codec: EventCodec;
  /** Tells `recordedAt`, and `occurredAt` where the caller does not. Default: the system's clock. */
  readonly clock?: Clock;
  /** Default: 10,000 events in one append. */
  readonly limits?: AppendLimits;
  /** What is around a call. Default: nothing. */
  readonly ambient?: Ambient;
}

/**
 * The event store in the process's memory, for tests and demonstrations. It keeps JSON text behind the same codec and
 * the same checks as the one on PostgreSQL and passes the same contract suite; it knows no transactions of others, and
 * nothing of it outlives the process.
 *
 * @example
 * const store = new MemoryEventStore({ codec: new EventCodec({ registry }), clock: new ManualClock() });
 */
export class MemoryEventStore extends EventStore {
  readonly #codec: EventCodec;
  readonly #clock: Clock;
  readonly #limits: AppendLimits;
  readonly #ambient: Ambient;
  readonly #log = new MemoryLog();
  readonly #inline: MemoryInlineAppends;
  readonly #subscriptions: MemorySubscriptionStore;
  readonly #wakeUps = new MemoryWakeUps();
  readonly #copies: MemoryStreamCopies;
  readonly #snapshots = new MemorySnapshotStore();
  readonly #sagas: SagaStore;
  readonly #incarnations: IncarnationRecord;

  constructor({ codec, clock = systemClock, limits = defaultAppendLimits, ambient = {} }: MemoryEventStoreOptions) {
    super();
    this.#ambient = ambient;
    this.#codec = codec;
    this.#clock = clock;
    this.#limits = limits;
    this.#incarnations = new MemoryIncarnationRecord(this.#log, clock);
    this.#inline = new MemoryInlineAppends(this.#log, codec);
    this.#copies = new MemoryStreamCopies({
      ...{ log: this.#log, clock, read: (...asked) => this.readStream(...asked) },
      append: (appends, around) => this.#make(checkAppendAll(appends, {}, { events: Infinity }), around),
    });
    this.#subscriptions = new MemorySubscriptionStore(this.#log, clock);
    this.#sagas = new MemorySagaStore(this.#log, this.#subscriptions);
  }

  override get subscriptions(): SubscriptionStore {
    return this.#subscriptions;
  }

  override get incarnations(): IncarnationRecord {
    return this.#incarnations;
  }

  override get snapshots(): SnapshotStore {
    return this.#snapshots;
  }

  override get sagas(): SagaStore {
    return this.#sagas;
  }

  override get copies(): StreamCopies {
    return this.#copies;
  }

  override get readable(): ReadableEvents {
    return this.#codec.readable;
  }

  override get wakeUps(): WakeUps {
    return this.#wakeUps;
  }

  override workInline(work: InlineWork): void {
    this.#inline.add(work);
  }

  async append(streamId: string, events: readonly EventInput[], options: StreamAppendOptions): Promise<AppendResult> {
    const { streams } = await this.#append(checkAppend(streamId, events, options, this.#limits));
    return streams[0] as AppendResult;
  }

  async appendAll(appends: readonly StreamAppend[], options?: AppendOptions): Promise<AppendAllResult> {
    return this.#append(checkAppendAll(appends, options, this.#limits));
  }

  readStream(streamId: string, options?: ReadStreamOptions): EventStream {
    const read = checkReadStream(streamId, options);
    this.#refuseTransaction(read.manager);
    return new EventStream(() => readStreamPages(this.#log, this.#codec, read), read.signal);
  }

  readAll(options?: ReadAllOptions): EventStream {
    const read = checkReadAll(options);
    this.#refuseTransaction(read.manager);
    return new EventStream(() => readLogPages(this.#log, this.#codec, read), read.signal);
  }

  async findAppend(idempotencyKey: string): Promise<KeptAppend | undefined> {
    assertValidName(idempotencyKey, 'idempotencyKey');
    return this.#log.underKey(idempotencyKey);
  }

  override async streamsNamed(id: string): Promise<readonly string[]> {
    return this.#log.streamIds.filter((streamId) => streamId === `${categoryOf(streamId)}-${id}`);
  }

  async head({ manager }: HeadOptions = {}): Promise<number> {
    this.#refuseTransaction(manager);
    return this.#log.rows.length;
  }

  #refuseTransaction(manager: EntityManager | undefined): void {
    if ((manager ?? this.#ambient.manager?.()) !== undefined) throw new InvalidRead('manager', ...transactionless);
  }

  async #append(checked: CheckedAppend): Promise<AppendAllResult> {
    const append = inAmbient(checked, this.#ambient);
    const { streams, idempotency, manager } = append;
    if (manager !== undefined) throw new InvalidAppend('manager', ...transactionless);
    const streamIds = streams.map(({ streamId }) => streamId);
    const result = await this.#make(append).catch((error: unknown) => sayWhereItGoesOn(error, streamIds, this.#copies));
    this.#ambient.appended?.(result, manager, idempotency?.key);
    return result;
  }

  /** @param around what is done at once with the writing; it undoes what it did if that fails */
  async #make(checked: CheckedAppend, around = (write: () => AppendAllResult) => write()): Promise<AppendAllResult> {
    const { streams, idempotency } = checked;
    const now = this.#clock.now();
    const appends: MemoryAppend[] = [];
    for (const { streamId, expected, events } of streams) {
      appends.push({ streamId, expected, events: await this.#codec.encode(streamId, events, now) });
    }
    const append = () => around(() => this.#log.append(appends, idempotency, this.#clock.now()));
    const made = async () =>
      this.#inline.isEmpty
        ? append()
        : this.#inline.append(append, unplacedEvents(checked, { parts: appends }, now), idempotency?.key);
    const result = await made().catch((error: unknown) => this.#unlessRepeated(error, appends, idempotency));
    this.#wakeUps.appended();
    return result;
  }

  /** What was stored in an older shape looks like another append; so a refusal is judged by what comes of both. */
  async #unlessRepeated(
    refusal: unknown,
    appends: readonly MemoryAppend[],
    idempotency: Idempotency | undefined,
  ): Promise<AppendAllResult> {
    const isByKey = refusal instanceof IdempotencyKeyConflict && idempotency?.fingerprint === undefined;
    if ((!isByKey && !(refusal instanceof EventIdConflict)) || this.#codec.chain.steps.length === 0) throw refusal;
    const ids = isByKey ? this.#log.idsUnderKey(refusal.idempotencyKey) : idsOf(appends);
    const first = await repeatedAppend(this.#codec, appends, this.#log.rowsOf(ids));
    if (first === undefined) throw refusal;
    return first;
  }
}

function idsOf(appends: readonly MemoryAppend[]): readonly string[] {
  return appends.flatMap(({ events }) => events.map(({ eventId }) => eventId));
}

const transactionless = [
  'is a transaction, and the store in memory takes part in none',
  'Leave it out, or use the store on PostgreSQL.',
] as const;
