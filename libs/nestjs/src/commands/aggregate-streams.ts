import {
  type AggregateClass,
  aggregateDefinitionOf,
  type AggregateRoot,
  changesOf,
  type Clock,
  createAggregate,
  type LoadingCost,
} from '@daybook/domain';
import type {
  AppendResult,
  EntityManager,
  EventStore,
  EventStream,
  ExpectedVersion,
  ReadStreamOptions,
  RecordedEvent,
} from '@daybook/event-store';
import { AggregateNotFound } from './aggregate-not-found.error.js';
import type { PointInTime } from './point-in-time.js';
import { present } from './present.js';
import { rehydrate, type Rehydrated } from './rehydrate.js';
import type { AggregateSnapshotting } from './snapshots/aggregate-snapshotting.js';
import type { FromSnapshot } from './snapshots/snapshot-reading.js';
import type { WriteOptions } from './write-options.js';

/** Where to read. */
export interface LoadOptions {
  /** A transaction that the caller holds: read on its connection, and see its own appends. Default: none. */
  readonly manager?: EntityManager | undefined;
}

/** Which part of a history. */
export interface HistoryOptions extends LoadOptions {
  /** The first version to yield. Default 1. */
  readonly fromVersion?: number | undefined;
  /** At most so many events. Default: no limit. */
  readonly limit?: number | undefined;
}

interface ReadOptions extends LoadOptions {
  readonly at?: PointInTime | undefined;
  /** The id of an event before which to stop. */
  readonly stopBefore?: string | undefined;
}

/** Where undefined says as much as nothing. */
type Undefinable<T> = { readonly [Name in keyof T]?: T[Name] | undefined };

/** How an aggregate came to decide what is appended. */
export interface AppendedFrom {
  /** The store's `incarnation` when it was read. Default: it does not matter. */
  readonly incarnation?: string | undefined;
  /** What it cost to load. Default: nothing, because it was new or held in memory. */
  readonly loading?: LoadingCost | undefined;
  /** Whether it is part of a transaction that the caller holds. */
  readonly held: boolean;
}

/** Between the aggregates of one class and their streams: which stream it is, how it is folded, what is appended. */
export class AggregateStreams<A extends AggregateRoot> {
  readonly category: string;
  readonly #aggregateClass: AggregateClass<A>;
  readonly #store: EventStore;
  readonly #clock: Clock;
  readonly #snapshots: AggregateSnapshotting<A> | undefined;

  constructor(
    aggregateClass: AggregateClass<A>,
    store: EventStore,
    clock: Clock,
    snapshots: AggregateSnapshotting<A> | undefined,
  ) {
    this.category = aggregateDefinitionOf(aggregateClass).category;
    this.#aggregateClass = aggregateClass;
    this.#store = store;
    this.#clock = clock;
    this.#snapshots = snapshots;
  }

  /** Whether a read need not be of a whole stream. */
  get haveSnapshots(): boolean {
    return this.#snapshots !== undefined;
  }

  idOf(aggregateId: string): string {
    return `${this.category}-${aggregateId}`;
  }

  /** An aggregate to which nothing has happened yet. */
  begin(id: string): A {
    return createAggregate(this.#aggregateClass, id, { clock: this.#clock });
  }

  /** The aggregate as its stream has made it; undefined if there is none, or none yet, or not that version. */
  async read(id: string, options: ReadOptions): Promise<Rehydrated<A> | undefined> {
    const { found, wrong } = await this.#read(id, options);
    const asked = options.at?.version ?? found?.aggregate.version;
    if (wrong !== undefined && options.at === undefined && options.manager === undefined) {
      this.#snapshots?.taking.doubted(this.idOf(id), () => this.#read(id, {}));
    }
    return found?.aggregate.version === asked ? found : undefined;
  }

  /** The same without a snapshot. */
  readFromFirst(id: string, { at, manager, stopBefore }: ReadOptions): Promise<Rehydrated<A> | undefined> {
    const { version: toVersion, recordedBy, occurredBy } = at ?? {};
    const stream = this.stream(id, { toVersion, recordedBy, occurredBy, manager });
    return rehydrate(this.begin(id), stream, { stopBefore });
  }

  /** The events of an aggregate, or a part of them. */
  stream(id: string, range: Undefinable<ReadStreamOptions>): EventStream {
    return this.#store.readStream(this.idOf(id), present(range));
  }

  /** Appends what the aggregate has decided since it was read. */
  async append(
    aggregate: A,
    expected: ExpectedVersion,
    { manager, idempotencyKey, metadata }: WriteOptions,
    { incarnation, loading, held }: AppendedFrom,
  ): Promise<AppendResult> {
    const { id } = aggregate;
    const changes = changesOf(aggregate);
    const events = changes.map(({ event, eventId, occurredAt }) => ({
      event,
      eventId,
      occurredAt,
      ...present({ metadata }),
    }));
    const streamId = this.idOf(id);
    const keyed = present({ manager, idempotencyKey, incarnation });
    const appended = await this.#store.append(streamId, events, { expected, ...keyed });
    if (this.#snapshots !== undefined && !appended.repeated) {
      const { version } = appended;
      const decided = { version, events: changes.map(({ event }) => event), loading, held };
      this.#snapshots.taking.appended(streamId, decided, () => this.#read(id, {}));
    }
    return appended;
  }

  /** @throws AggregateNotFound there is none; one that merely ends before `fromVersion` yields nothing */
  async *history(
    id: string,
    { fromVersion = 1, limit, manager }: HistoryOptions,
  ): AsyncGenerator<RecordedEvent, void, undefined> {
    const range = present({ fromVersion, limit, manager });
    let found = false;
    for await (const page of this.#store.readStream(this.idOf(id), range).pages()) {
      found = true;
      yield* page;
    }
    if (!found && (fromVersion === 1 || !(await this.#exists(id, manager))))
      throw new AggregateNotFound(this.category, id);
  }

  async #exists(id: string, manager: EntityManager | undefined): Promise<boolean> {
    for await (const page of this.#store.readStream(this.idOf(id), { limit: 1, ...present({ manager }) }).pages()) {
      return page.length > 0;
    }
    return false;
  }

  async #read(
    id: string,
    options: ReadOptions,
  ): Promise<FromSnapshot<A> & { readonly found: Rehydrated<A> | undefined }> {
    if (this.#snapshots === undefined) return { found: await this.readFromFirst(id, options), version: 0 };
    const began = performance.now();
    const from = await this.#fromSnapshot(id, options, this.#snapshots);
    const found = from.found ?? (await this.readFromFirst(id, options));
    if (found === undefined) return { ...from, found };
    const loading = { ms: performance.now() - began, events: found.aggregate.version - from.version };
    return { ...from, found: { ...found, loading } };
  }

  async #fromSnapshot(
    id: string,
    { at, manager, stopBefore }: ReadOptions,
    { reading }: AggregateSnapshotting<A>,
  ): Promise<FromSnapshot<A>> {
    const { version: toVersion, recordedBy, occurredBy } = at ?? {};
    // What had happened by some time need not be what comes first.
    if (occurredBy !== undefined) return { version: 0 };
    const streamId = this.idOf(id);
    const streamFrom = (fromVersion: number) => this.stream(id, { fromVersion, toVersion, recordedBy, manager });
    const begin = () => this.begin(id);
    const mayEndBefore = recordedBy !== undefined;
    return reading.read({ streamId, begin, streamFrom, mayEndBefore, stopBefore, manager, atOrBefore: toVersion });
  }
}
