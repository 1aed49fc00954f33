import {
  type AggregateRoot,
  changesOf,
  type Clock,
  decide,
  markRecorded,
  sealAggregate,
  type Sync,
} from '@daybook/domain';
import type { EntityManager, EventStore, ExpectedVersion } from '@daybook/event-store';
import { AggregateAlreadyExists } from './aggregate-already-exists.error.js';
import { AggregateNotFound } from './aggregate-not-found.error.js';
import { AggregateOutdated } from './aggregate-outdated.error.js';
import type { AggregateStreams } from './aggregate-streams.js';
import type { CachedAggregates } from './cache/cached-aggregates.js';
import type { CommandKey } from './message/command-key.js';
import { MessageContext } from './message/message-context.js';
import { refuseOtherRequest } from './message/refuse-other-request.js';
import { NothingCreated } from './nothing-created.error.js';
import type { RecordedDecision } from './recorded-decision.js';
import type { Rehydrated } from './rehydrate.js';
import { isConflict, isEventIdConflict } from './retry-on-conflict.js';
import { SeededEventIds } from './seeded-event-ids.js';
import type { WriteOptions } from './write-options.js';

/** What is to be decided about which aggregate, and under which conditions. */
export interface Intent<A extends AggregateRoot, R> {
  readonly id: string;
  readonly decide: (aggregate: A) => Sync<R>;
  readonly options: WriteOptions;
  /** The transaction that the caller holds. */
  readonly manager: EntityManager | undefined;
  /** The versions, one of which the aggregate must be at; undefined for any. */
  readonly expected?: readonly number[] | undefined;
}

/** A decision that is recorded, and whether it had been recorded before. */
interface Attempt<A extends AggregateRoot, R> {
  readonly decision: RecordedDecision<A, R>;
  readonly repeated: boolean;
}

/** Makes decisions about the aggregates of one class and has them recorded: once each, without another attempt. */
export class Decisions<A extends AggregateRoot> {
  constructor(
    private readonly streams: AggregateStreams<A>,
    private readonly store: EventStore,
    private readonly clock: Clock,
    private readonly cached: CachedAggregates<A> | undefined,
  ) {}

  /** @throws AggregateAlreadyExists, NothingCreated, and what the store throws */
  create<R>(intent: Intent<A, R>): Promise<RecordedDecision<A, R>> {
    return this.#asOneRequest(intent, () => this.#create(intent));
  }

  /** @throws AggregateNotFound, AggregateOutdated, ConcurrencyError another writer was first, and what the store throws */
  update<R>(intent: Intent<A, R>): Promise<RecordedDecision<A, R>> {
    return this.#asOneRequest(intent, () => this.#update(intent));
  }

  async #update<R>(intent: Intent<A, R>): Promise<RecordedDecision<A, R>> {
    if (intent.manager === undefined && (this.cached !== undefined || this.streams.haveSnapshots)) {
      const known = this.cached?.remembered(intent.id);
      const first = known === undefined ? 'stale' : await this.#ifAppended(known, intent);
      if (typeof first !== 'string') return first;
      // A decision that can be recognised must be looked for in the whole stream, but most are made for the first time.
      if (first === 'stale' && this.#idsOf(intent) !== undefined) {
        const current = await this.#current(intent);
        const second = current === undefined ? 'stale' : await this.#ifAppended(current, intent);
        if (typeof second !== 'string') return second;
      }
    }
    return this.#fromStore(intent, this.#idsOf(intent));
  }

  async #create<R>(intent: Intent<A, R>, now = this.#now(intent)): Promise<RecordedDecision<A, R>> {
    const { id, manager } = intent;
    const ids = this.#idsOf(intent);
    const begun: Rehydrated<A> = { aggregate: this.streams.begin(id), eventId: '', position: 0 };
    const result = this.#decide(begun.aggregate, intent, now, ids);
    if (changesOf(begun.aggregate).length === 0) throw new NothingCreated(this.streams.category, id);
    try {
      const { decision, repeated } = await this.#record(begun, result, 'noStream', intent);
      if (!repeated || ids === undefined) return decision;
      // Decided again as of then, so that the answer is that of then.
      const then = await this.streams.read(id, { manager, stopBefore: ids.first });
      if (then?.stoppedAt === undefined || then.stoppedAt.getTime() === now.getTime()) return decision;
      this.#toBeAskedAgain();
      return await this.#create(intent, then.stoppedAt);
    } catch (cause) {
      if (!isConflict(cause)) throw cause;
      throw new AggregateAlreadyExists(this.streams.category, id, { cause });
    }
  }

  /**
   * Decides from what need not be so. Only an append proves that it was right to; whatever else comes of it is worth
   * nothing, but for why that was: the state was `stale`, the decision came to `nothing`, or it was `made` before.
   */
  async #ifAppended<R>(
    found: Rehydrated<A>,
    intent: Intent<A, R>,
  ): Promise<RecordedDecision<A, R> | 'stale' | 'nothing' | 'made'> {
    const { version } = found.aggregate;
    const { incarnation } = this.store;
    if (intent.expected?.includes(version) === false) return 'nothing';
    let result: R;
    try {
      result = this.#decide(found.aggregate, intent, this.#now(intent), this.#idsOf(intent));
    } catch {
      return 'nothing';
    }
    if (changesOf(found.aggregate).length === 0) return 'nothing';
    try {
      const { decision, repeated } = await this.#record({ ...found, incarnation }, result, version, intent);
      if (!repeated) return decision;
      this.#toBeAskedAgain();
      return 'made';
    } catch (error) {
      if (isConflict(error)) return 'stale';
      if (isEventIdConflict(error)) return 'made';
      throw error;
    }
  }

  async #fromStore<R>(intent: Intent<A, R>, ids: SeededEventIds | undefined): Promise<RecordedDecision<A, R>> {
    const { id, expected } = intent;
    const { incarnation } = this.store;
    const found = await this.#found(intent, ids);
    if (found === undefined) {
      // Not merely missing for someone who has seen it at a version: nobody may make it anew in his name.
      if (expected !== undefined) throw new AggregateOutdated(this.streams.category, id, expected, 0);
      throw new AggregateNotFound(this.streams.category, id);
    }
    const { aggregate, stoppedAt } = found;
    const { version } = aggregate;
    if (stoppedAt === undefined && expected?.includes(version) === false) {
      throw new AggregateOutdated(this.streams.category, id, expected, version);
    }
    // One that was made before is made again as of then: it comes to the same events, and the store to its first answer.
    const result = this.#decide(aggregate, intent, this.#now(intent, stoppedAt), ids);
    const { decision, repeated } = await this.#record({ ...found, incarnation }, result, version, intent);
    if (!repeated || ids === undefined || stoppedAt !== undefined) return decision;
    // Made by somebody else since the stream was read: what is to be answered is there now.
    this.#toBeAskedAgain();
    return this.#fromStore(intent, this.#idsOf(intent));
  }

  #found<R>(intent: Intent<A, R>, ids: SeededEventIds | undefined): Promise<Rehydrated<A> | undefined> {
    if (ids === undefined) return this.#current(intent);
    return this.streams.read(intent.id, { manager: intent.manager, stopBefore: ids.first });
  }

  #current<R>({ id, manager }: Intent<A, R>): Promise<Rehydrated<A> | undefined> {
    if (manager === undefined && this.cached !== undefined) return this.cached.confirmed(id);
    return this.streams.read(id, { manager });
  }

  #decide<R>(aggregate: A, intent: Intent<A, R>, now: Date, ids: SeededEventIds | undefined): R {
    return decide(aggregate, ids ? { now, nextEventId: ids.next } : { now }, intent.decide);
  }

  async #record<R>(
    { aggregate, position, loading, incarnation }: Rehydrated<A> & { readonly incarnation?: string },
    result: R,
    expected: ExpectedVersion,
    { options, manager }: Intent<A, R>,
  ): Promise<Attempt<A, R>> {
    const events = changesOf(aggregate);
    const appended =
      events.length === 0
        ? { version: aggregate.version, position, repeated: false }
        : await this.streams.append(aggregate, expected, options, {
            ...(manager === undefined ? { incarnation, held: false } : { held: true }),
            loading,
          });
    markRecorded(aggregate);
    sealAggregate(aggregate);
    const decision = { result, aggregate, version: appended.version, position: appended.position, events };
    if (manager === undefined && !appended.repeated) this.cached?.recorded(decision);
    return { decision, repeated: appended.repeated };
  }

  /** An append was found to have been made before. It is made once more, from the state of then, for its answer. */
  #toBeAskedAgain(): void {
    MessageContext.current?.key?.release();
  }

  #now<R>({ options }: Intent<A, R>, then?: Date): Date {
    return options.occurredAt ?? then ?? this.clock.now();
  }

  #idsOf<R>({ id, options }: Intent<A, R>): SeededEventIds | undefined {
    return SeededEventIds.from(options, MessageContext.current?.key, this.streams.idOf(id));
  }

  /** A key that stands for another request is said to do so, also where this one would be refused for something else. */
  #asOneRequest<R>(
    { options, manager }: Intent<A, R>,
    work: () => Promise<RecordedDecision<A, R>>,
  ): Promise<RecordedDecision<A, R>> {
    const key = options.idempotencyKey === undefined ? MessageContext.current?.key : undefined;
    return key === undefined ? work() : this.#underKey(key, manager, work);
  }

  async #underKey<R>(
    key: CommandKey,
    manager: EntityManager | undefined,
    work: () => Promise<RecordedDecision<A, R>>,
  ): Promise<RecordedDecision<A, R>> {
    try {
      const decision = await work();
      if (decision.events.length === 0) await refuseOtherRequest(this.store, key, manager);
      return decision;
    } catch (error) {
      if (!isConflict(error)) await refuseOtherRequest(this.store, key, manager);
      throw error;
    }
  }
}
