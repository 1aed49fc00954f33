import { type DomainEvent, ManualClock } from '@daybook/domain';
import {
  type Consumer,
  type Delivery,
  EventCodec,
  EventTypeRegistry,
  MemoryEventStore,
  type SagaInFull,
  type SagaStore,
} from '@daybook/event-store';
import { registered } from '../../deciding/example/kept-saga.js';
import { recorded } from '../../example/recorded.js';
import { readerOf } from '../../saga-subscription.js';
import { sagaConsumer } from '../saga-consumer.js';
import { SagaHistory } from '../saga-history.js';
import { SettledChanges } from '../settled-changes.js';

/** Has `write` of a store run something before it writes, once. */
type Between = () => Promise<void>;

/** A saga whose reader a spec drives by itself, event by event, in memory. */
export class SagaByHand {
  readonly store = new MemoryEventStore({ codec: new EventCodec({ registry: new EventTypeRegistry() }) });
  readonly history: SagaHistory;
  readonly notices: string[] = [];
  readonly #consumer: Consumer;
  readonly #saga;
  /** Happens when everything is decided, and nothing is written. */
  between: Between | undefined;

  constructor(
    sagas: readonly [object, ...object[]],
    wrong: (history: SagaHistory) => SagaHistory = (history) => history,
  ) {
    this.#saga = registered(...sagas);
    const clock = new ManualClock();
    const { store } = this;
    this.history = new SagaHistory(this.#saga, {
      ...{ store, clock, runner: { positionsOf: () => undefined } },
      notice: ({ word }) => void this.notices.push(word),
      released: () => undefined,
      begun: () => undefined,
    });
    const settled = new SettledChanges({ spend: async () => true });
    const surroundings = { store: this.#writing(), clock, settled, committed: () => undefined };
    this.#consumer = sagaConsumer(wrong(this.history), surroundings);
  }

  get name(): string {
    return this.#saga.name;
  }

  /** Its subscription is put on record, once more if it was there. */
  async register(): Promise<void> {
    const { subscription: name } = readerOf(this.name);
    await this.store.subscriptions.remove(name);
    await this.store.subscriptions.register([{ name, kind: 'saga', segments: 1, from: 0 }]);
  }

  /** Its effects count from a position on; it is taken by this process. */
  async beginsAt(effectsFrom: number): Promise<void> {
    await this.register();
    await this.store.sagas.history.outset(readerOf(this.name), effectsFrom);
    await this.history.leased();
  }

  /** All of its segments have come to this position. */
  async comesTo(position: number): Promise<void> {
    const { subscription } = readerOf(this.name);
    const { subscriptions } = this.store;
    const [lease] = await subscriptions.claim('p', [{ subscription, segment: 0 }], 60_000);
    await subscriptions.commit(lease!, async () => ({ position }));
    await subscriptions.release([lease!]);
  }

  /** An event is applied, for all of its keys or some of them, and committed. */
  async hears(event: DomainEvent, position: number, { keys, correlationId = 'c-1' }: Hearing = {}): Promise<void> {
    const delivered = recorded(event, { position, metadata: { correlationId } });
    const delivery: Delivery = { recorded: delivered, keys: keys ?? this.#consumer.keysOf(delivered) };
    await this.#consumer.apply([delivery], undefined, new AbortController().signal);
    this.#consumer.committed?.();
  }

  async show(key: string): Promise<SagaInFull | undefined> {
    return this.store.sagas.show({ saga: this.name, key });
  }

  /** Every step in a few words: `1 reserve-stock due`. */
  async steps(key: string): Promise<readonly string[]> {
    return ((await this.show(key))?.steps ?? []).map(({ number, type, status }) => `${number} ${type} ${status}`);
  }

  #writing(): SagaStore {
    const write: SagaStore['write'] = async (...asked) => {
      const { between } = this;
      this.between = undefined;
      await between?.();
      await this.store.sagas.write(...asked);
    };
    return new Proxy(this.store.sagas, {
      get: (its, name) => {
        if (name === 'write') return write;
        const found: unknown = Reflect.get(its, name, its);
        return typeof found === 'function' ? (found.bind(its) as unknown) : found;
      },
    });
  }
}

interface Hearing {
  readonly keys?: readonly string[];
  readonly correlationId?: string;
}
