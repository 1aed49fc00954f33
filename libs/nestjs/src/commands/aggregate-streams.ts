import {
  type AggregateClass,
  aggregateDefinitionOf,
  type AggregateRoot,
  changesOf,
  type Clock,
  createAggregate,
} from '@daybook/domain';
import type { AppendResult, EntityManager, EventStore, ExpectedVersion, RecordedEvent } from '@daybook/event-store';
import { AggregateNotFound } from './aggregate-not-found.error.js';
import type { PointInTime } from './point-in-time.js';
import { present } from './present.js';
import { rehydrate, type Rehydrated } from './rehydrate.js';
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

/** Between the aggregates of one class and their streams: which stream it is, how it is folded, what is appended. */
export class AggregateStreams<A extends AggregateRoot> {
  readonly category: string;
  readonly #aggregateClass: AggregateClass<A>;
  readonly #store: EventStore;
  readonly #clock: Clock;

  constructor(aggregateClass: AggregateClass<A>, store: EventStore, clock: Clock) {
    this.category = aggregateDefinitionOf(aggregateClass).category;
    this.#aggregateClass = aggregateClass;
    this.#store = store;
    this.#clock = clock;
  }

  idOf(aggregateId: string): string {
    return `${this.category}-${aggregateId}`;
  }

  /** An aggregate to which nothing has happened yet. */
  begin(id: string): A {
    return createAggregate(this.#aggregateClass, id, { clock: this.#clock });
  }

  /** The aggregate as its stream has made it; undefined if there is none, or none yet, or not that version. */
  async read(id: string, { at, manager, stopBefore }: ReadOptions): Promise<Rehydrated<A> | undefined> {
    const { version: toVersion, recordedBy, occurredBy } = at ?? {};
    const aggregate = this.begin(id);
    const range = present({ toVersion, recordedBy, occurredBy, manager });
    const found = await rehydrate(aggregate, this.#store.readStream(this.idOf(id), range), stopBefore);
    return toVersion !== undefined && aggregate.version !== toVersion ? undefined : found;
  }

  /** Appends what the aggregate has decided since it was read. */
  append(aggregate: A, expected: ExpectedVersion, options: WriteOptions): Promise<AppendResult> {
    const { manager, idempotencyKey, metadata } = options;
    const events = changesOf(aggregate).map(({ event, eventId, occurredAt }) => ({
      event,
      eventId,
      occurredAt,
      ...present({ metadata }),
    }));
    return this.#store.append(this.idOf(aggregate.id), events, { expected, ...present({ manager, idempotencyKey }) });
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
}
