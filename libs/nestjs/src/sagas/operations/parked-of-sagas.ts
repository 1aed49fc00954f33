import type {
  EventStore,
  ParkedEvent,
  SagaAddress,
  SagaRecord,
  SubscriptionStatus,
  SubscriptionStore,
} from '@daybook/event-store';
import { sagaSubscription } from '../saga-subscription.js';

/** At most so many events of an instance are told of. */
const atMost = 100;

/**
 * The events of sagas whose handlers have failed. They wait at the reader of the saga, by key, and not in the instance:
 * which may not even have begun.
 */
export class ParkedOfSagas {
  constructor(private readonly store: Pick<EventStore, 'subscriptions'>) {}

  /** How a saga's reader is; undefined if nobody has run it yet. */
  async reader(saga: string): Promise<SubscriptionStatus | undefined> {
    const [reader] = await this.#subscriptions.status(sagaSubscription(saga));
    return reader;
  }

  /** The sagas whose readers are on record. */
  async readers(): Promise<ReadonlyMap<string, SubscriptionStatus>> {
    const all = await this.#subscriptions.status();
    const prefix = sagaSubscription('');
    return new Map(
      all.filter(({ name }) => name.startsWith(prefix)).map((status) => [status.name.slice(prefix.length), status]),
    );
  }

  async keys(saga: string): Promise<ReadonlyMap<string, number>> {
    return this.#subscriptions.parkedKeys(sagaSubscription(saga));
  }

  /** Those of an instance, each once, in their order: of its key, and of the conversation by which it is found otherwise. */
  async of(
    address: SagaAddress,
    record: Pick<SagaRecord, 'correlationId'> | undefined,
  ): Promise<readonly ParkedEvent[]> {
    const found = new Map<number, ParkedEvent>();
    for (const key of await this.#keysOf(address, record)) {
      for (const event of await this.#subscriptions.parked(sagaSubscription(address.saga), { key, limit: atMost })) {
        if (!found.has(event.position)) found.set(event.position, event);
      }
    }
    return [...found.values()].sort((a, b) => a.position - b.position);
  }

  /** How many wait for an instance. */
  async count(address: SagaAddress, record: Pick<SagaRecord, 'correlationId'> | undefined): Promise<number> {
    return (await this.of(address, record)).length;
  }

  /** Asks for those of an instance to be tried again; answers how many that concerns. */
  async retry(address: SagaAddress, record: Pick<SagaRecord, 'correlationId'> | undefined): Promise<number> {
    let events = 0;
    for (const key of await this.#keysOf(address, record)) {
      events += await this.#subscriptions.retry(sagaSubscription(address.saga), { key });
    }
    return events;
  }

  /** Asks for all of a saga to be tried again. */
  async retryAll(saga: string): Promise<number> {
    return (await this.reader(saga)) === undefined ? 0 : this.#subscriptions.retry(sagaSubscription(saga));
  }

  // Asked for when it is needed: a store that is not open has none.
  get #subscriptions(): SubscriptionStore {
    return this.store.subscriptions;
  }

  async #keysOf(
    { saga, key }: SagaAddress,
    record: Pick<SagaRecord, 'correlationId'> | undefined,
  ): Promise<readonly string[]> {
    // A release that does not run the saga has no reader for it on record, and nothing is parked then.
    if ((await this.reader(saga)) === undefined) return [];
    return [...new Set([key, ...(record === undefined ? [] : [record.correlationId])])];
  }
}
