import type { Clock } from '@daybook/domain';
import {
  type EventStore,
  putOnRecord,
  type SagaOutset,
  type Subscription,
  type SubscriptionRunner,
} from '@daybook/event-store';
import { decideSaga } from '../deciding/decide-saga.js';
import type { RegisteredSaga } from '../registered-saga.js';
import { readerOf } from '../saga-subscription.js';
import type { SagaNotice } from './saga-notice.js';

/** What it takes to see that a saga has caught up. */
export interface HistorySurroundings {
  readonly store: EventStore;
  readonly runner: Pick<SubscriptionRunner, 'positionsOf'>;
  readonly clock: Clock;
  notice(notice: SagaNotice): void;
  /** Steps may have become due. */
  released(): void;
  /** It is not over any more, or not yet. */
  begun(): void;
}

const atATime = 100;

/**
 * From where on a saga's effects count. Before, it only learns: nothing is sent, no deadline fires. When its readers have
 * come there, what its instances still hold back is sent or given up, as its class says.
 */
export class SagaHistory {
  #outset: SagaOutset = { effectsFrom: 0, hasCaughtUp: false };

  constructor(
    readonly saga: RegisteredSaga,
    private readonly around: HistorySurroundings,
  ) {}

  get effectsFrom(): number {
    return this.#outset.effectsFrom;
  }

  get isOver(): boolean {
    return this.#outset.hasCaughtUp || this.#outset.effectsFrom === 0;
  }

  /** Before its readers begin for the first time: what comes into the log from now on is no history. */
  async begin(subscription: Subscription): Promise<void> {
    const { store } = this.around;
    // Before it is on record: what comes meanwhile is no history.
    const head = await this.#head();
    await putOnRecord(store, [subscription]);
    await this.#takeOutset(head);
  }

  /**
   * A segment is about to be read: of the subscription that this process knows, or of one that somebody has put on record anew
   * meanwhile, whose history is another one.
   */
  async leased(): Promise<void> {
    await this.#takeOutset(await this.#head());
    if (!this.isOver) this.around.begun();
  }

  /** Ends history if that has come: in this process, or in another one. */
  async look(): Promise<void> {
    if (this.isOver) return;
    const { store, runner } = this.around;
    const { effectsFrom } = this;
    const reader = readerOf(this.saga.name);
    const { subscription: name } = reader;
    this.#outset = await store.sagas.outset(reader, effectsFrom);
    if (this.isOver) return;
    // What is known here is cheaper to ask for than what is on record.
    const here = runner.positionsOf(name)?.positions.values() ?? [];
    if ([...here].some((position) => position < effectsFrom)) return;
    const [status] = await store.subscriptions.status(name);
    if (status === undefined || status.position < effectsFrom) return;
    const instances = await this.#release();
    await store.sagas.caughtUp(this.saga.name);
    this.#outset = { effectsFrom, hasCaughtUp: true };
    this.around.notice({ word: 'caught-up', saga: this.saga.name, position: effectsFrom, instances });
    this.around.released();
  }

  async #takeOutset(head: number): Promise<void> {
    this.#outset = await this.around.store.sagas.outset(readerOf(this.saga.name), head);
  }

  /** Nothing is history to whom nothing of it is told. */
  async #head(): Promise<number> {
    return this.saga.latest.from === 'now' ? 0 : this.around.store.head();
  }

  async #release(): Promise<number> {
    const { store, clock } = this.around;
    const { saga } = this;
    let released = 0;
    for (let after: string | undefined; ;) {
      const keys = await store.sagas.holding(saga.name, after, atATime);
      for (const key of keys) {
        released += await store.sagas.change({ saga: saga.name, key }, async (held) => {
          const of = { saga, key, held };
          const change = held && decideSaga(of, { kind: 'caught-up', effects: saga.latest.effects }, clock.now());
          return { change, result: change === undefined ? 0 : 1 };
        });
      }
      if (keys.length < atATime) return released;
      after = keys.at(-1);
    }
  }
}
