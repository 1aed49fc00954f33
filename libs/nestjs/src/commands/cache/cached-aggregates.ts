import {
  type AggregateRoot,
  type AppliedEvent,
  copyAggregate,
  type EventClass,
  eventDefinitionOf,
  isDaybookError,
} from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import type { AggregateStreams } from '../aggregate-streams.js';
import type { RecordedDecision } from '../recorded-decision.js';
import type { Rehydrated } from '../rehydrate.js';
import type { AggregateCache } from './aggregate-cache.js';
import { CachedAggregate } from './cached-aggregate.js';

/**
 * What one repository remembers of its aggregates, so that a decision need not read the whole stream again.
 *
 * What is remembered is a guess until the store has said so: an append that follows from it is refused if it is stale,
 * and whatever else follows from it (a refusal, nothing to do, an answer) is asked of `confirmed`, which reads what has
 * been appended since. Only copies are handed out, so that nobody can change what is remembered.
 */
export class CachedAggregates<A extends AggregateRoot> {
  #copyable = true;

  /** @param uncopyable told once if the state of these aggregates cannot be copied, so that nothing is remembered */
  constructor(
    private readonly cache: AggregateCache,
    private readonly streams: AggregateStreams<A>,
    private readonly store: EventStore,
    private readonly uncopyable: (reason: Error) => void = () => undefined,
  ) {}

  /** The aggregate as it was when it was last met: at once, and perhaps no longer so. */
  remembered(id: string): Rehydrated<A> | undefined {
    const entry = this.cache.get(this.streams.idOf(id));
    // Another server need not know what was said by the one before it.
    return entry?.incarnation === this.store.incarnation ? this.#copyOf(entry) : undefined;
  }

  /** The aggregate as it is: what is remembered, and what has been appended since; undefined if there is none. */
  async confirmed(id: string): Promise<Rehydrated<A> | undefined> {
    const streamId = this.streams.idOf(id);
    const known = this.#copyable ? this.cache.get(streamId) : undefined;
    const { incarnation } = this.store;
    if (known !== undefined && (await this.#followed(known, streamId))) {
      known.incarnation = incarnation;
      const copy = this.#copyOf(known);
      if (copy !== undefined) return copy;
    }
    const found = await this.streams.read(id, {});
    if (found === undefined || !this.#copyable) return found;
    const entry = new CachedAggregate(found.aggregate, found.eventId, found.position, incarnation);
    this.cache.put(streamId, entry);
    // What cannot be copied is forgotten, and then it is nobody's but the caller's.
    const copy = this.#copyOf(entry);
    return copy === undefined ? found : { ...copy, loading: found.loading };
  }

  /** Goes on from what was decided and recorded, if it was decided from what is remembered. */
  recorded({ aggregate, events, version, position }: RecordedDecision<A, unknown>): void {
    if (!this.#copyable) return;
    const streamId = this.streams.idOf(aggregate.id);
    const before = version - events.length;
    const entry = this.cache.get(streamId) ?? this.#begun(aggregate.id);
    if (entry.aggregate.version !== before) return;
    try {
      if (events.every(isFrozenWhole)) for (const applied of events) entry.follow(applied, position);
      else entry.becomeCopyOf(aggregate as A, events.at(-1)?.eventId ?? '', position);
      this.cache.put(streamId, entry);
    } catch {
      this.cache.drop(streamId, entry);
    }
  }

  #begun(id: string): CachedAggregate {
    return new CachedAggregate(this.streams.begin(id), '', 0, this.store.incarnation);
  }

  /** Reads on from the last event that is remembered; false if that one is not there, so that something else happened. */
  async #followed(entry: CachedAggregate, streamId: string): Promise<boolean> {
    const { eventId } = entry;
    let met = false;
    try {
      for await (const page of this.store.readStream(streamId, { fromVersion: entry.aggregate.version }).pages()) {
        met ||= page.start.eventId === eventId;
        if (!met) break;
        entry.followPage(page);
      }
    } catch (error) {
      this.cache.drop(streamId, entry);
      throw error;
    }
    if (!met) this.cache.drop(streamId, entry);
    return met;
  }

  #copyOf(entry: CachedAggregate): Rehydrated<A> | undefined {
    try {
      const { eventId, position } = entry;
      return { aggregate: copyAggregate(entry.aggregate as A), eventId, position };
    } catch (error) {
      if (!isDaybookError(error) || error.code !== 'state-not-captured') throw error;
      this.#copyable = false;
      this.cache.drop(this.streams.idOf(entry.aggregate.id), entry);
      this.uncopyable(error);
      return undefined;
    }
  }
}

/**
 * What a codec makes (a date, a map, a set) cannot be frozen with its event: the caller, who has the event, could change
 * it in a state that has taken it over.
 */
function isFrozenWhole({ event }: AppliedEvent): boolean {
  return eventDefinitionOf(event.constructor as EventClass).fieldCodecs.size === 0;
}
