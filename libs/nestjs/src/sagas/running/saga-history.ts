import type { Clock } from '@daybook/domain';
import {
  type EventStore,
  putOnRecord,
  type SagaOutset,
  type Subscription,
  type SubscriptionRunner,
} from '@daybook/event-store';
import type { RegisteredSaga } from '../registered-saga.js';
import { readerOf } from '../saga-subscription.js';
import { HeldSteps } from './held-steps.js';
import type { SagaNotice } from './saga-notice.js';

/** What it takes to see that a saga has caught up. */
export interface HistorySurroundings {
  readonly store: EventStore;
  readonly runner: Pick<SubscriptionRunner, 'positionsOf'>;
  readonly clock: Clock;
  notice(notice: SagaNotice): void;
  /** Steps may have become due. */
  released(): void;
  /** There is something to look for. */
  begun(): void;
}

/**
 * What a saga holds back, as far as this process knows: nothing, only what events of history are parked for, or what has still
 * to be looked at.
 */
type Holding = 'nothing' | 'waiting' | 'unknown';

/**
 * From where on a saga's effects count. Before, it only learns: nothing is sent, no deadline fires. When its readers have
 * come there, what its instances still hold back is sent or given up, as its class says: at once, or when nothing of history
 * is parked for them any more.
 */
export class SagaHistory {
  readonly #steps: HeldSteps;
  #outset: SagaOutset = { id: '', effectsFrom: 0, hasCaughtUp: false };
  #holding: Holding = 'unknown';
  /** How often there was something new to look at. */
  #told = 0;

  constructor(
    readonly saga: RegisteredSaga,
    private readonly around: HistorySurroundings,
  ) {
    this.#steps = new HeldSteps(saga, around);
  }

  get effectsFrom(): number {
    return this.#outset.effectsFrom;
  }

  /** Tells from where on its effects count from any other time at which that was put on record. */
  get outset(): string {
    return this.#outset.id;
  }

  get isOver(): boolean {
    return this.#outset.hasCaughtUp || this.#outset.effectsFrom === 0;
  }

  /** Whether it is over, and what is held back waits for somebody. */
  get isLookedAt(): boolean {
    return this.isOver && (this.#holding !== 'unknown' || this.#outset.effectsFrom === 0);
  }

  /** Whether it is over, and nothing is held back. */
  get isDone(): boolean {
    return this.isOver && (this.#holding === 'nothing' || this.#outset.effectsFrom === 0);
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
    // Whoever had it before may have ended between a commit and its look.
    this.#told++;
    this.#holding = 'unknown';
    if (!this.isDone) this.around.begun();
  }

  /** Instances were told events of history, which is committed: what they hold back now, nobody has looked at. */
  told(): void {
    this.#told++;
    this.#holding = 'unknown';
    if (this.isOver) this.around.begun();
  }

  /** Ends history if that has come, in this process or in another one, and has what is held back go as far as it can. */
  async look(): Promise<void> {
    if (this.isDone) return;
    const { history } = this.around.store.sagas;
    const reader = readerOf(this.saga.name);
    const before = this.#outset;
    const outset = await history.known(reader, undefined);
    // Nothing is on record, or it is another one than a moment ago: whoever takes a segment says which.
    if (outset === undefined || this.#outset !== before) return;
    this.#outset = outset;
    if (!this.isOver && !(await this.#hasCome(outset))) return;
    const told = this.#told;
    const { instances, isWaiting } = await this.#steps.release(outset);
    const { effectsFrom, hasCaughtUp } = outset;
    const isStill = hasCaughtUp || (await history.caughtUp(reader, outset));
    if (!isStill || this.#outset !== outset) return;
    this.#outset = { ...outset, hasCaughtUp: true };
    // What was told meanwhile has to be looked at once more.
    if (this.#told === told) this.#holding = isWaiting ? 'waiting' : 'nothing';
    if (!hasCaughtUp) this.around.notice({ word: 'caught-up', saga: this.saga.name, position: effectsFrom, instances });
    if (instances > 0) this.around.released();
  }

  /** Whether all its segments have come to where its effects begin. */
  async #hasCome({ effectsFrom }: SagaOutset): Promise<boolean> {
    const { store, runner } = this.around;
    const { subscription } = readerOf(this.saga.name);
    // What is known here is cheaper to ask for than what is on record.
    const here = runner.positionsOf(subscription)?.positions.values() ?? [];
    if ([...here].some((position) => position < effectsFrom)) return false;
    const [status] = await store.subscriptions.status(subscription);
    return status !== undefined && status.position >= effectsFrom;
  }

  async #takeOutset(head: number): Promise<void> {
    this.#outset = await this.around.store.sagas.history.outset(readerOf(this.saga.name), head);
  }

  /** Nothing is history to whom nothing of it is told. */
  async #head(): Promise<number> {
    return this.saga.latest.from === 'now' ? 0 : this.around.store.head();
  }
}
