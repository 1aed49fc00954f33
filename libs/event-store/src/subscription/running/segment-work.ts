import { setMaxListeners } from 'node:events';
import type { EventStore } from '../../stream/event-store.js';
import type { Parking } from '../parked-event.js';
import type { Progress } from '../progress.js';
import type { SegmentState } from '../segment.js';
import type { Checkpoint } from './checkpoint.js';
import type { Consumer } from './consumer.js';
import type { DeliverySurroundings } from './delivery-surroundings.js';
import { EventRate } from './event-rate.js';
import { failureInWords } from './failure-in-words.js';
import { ParkedKeys } from './parked-keys.js';
import { HistoryChanged } from './history-changed.js';
import type { ProcessSurroundings } from './process-surroundings.js';
import { pauseAfter } from './retry-pause.js';
import type { RunnerNotice } from './runner-notice.js';
import { sleep } from './sleep.js';
import { isLeaseLost } from './store-trouble.js';
import { Trouble } from './trouble.js';

/** What operators want of a segment, as the last heartbeat has told it. */
export type SegmentOrders = Pick<SegmentState, 'halted' | 'drainTo' | 'revision'>;

/** What the work on a segment goes by, and what it leaves: the orders, the parked keys, the last failure. */
export class SegmentWork implements DeliverySurroundings {
  readonly store: EventStore;
  readonly rate = new EventRate();
  parked = new ParkedKeys([]);
  readonly incarnation: string;
  /** What the consumer could not do, until it could, or it was parked. */
  #consumerFailure: string | undefined;
  #storeFailure: string | undefined;
  /** Since when it stands still by itself, because it has met what it cannot go past. */
  #stoppedAt: number | undefined;
  readonly #ending = new AbortController();
  readonly #gone = new AbortController();
  readonly #consumerTrouble: Trouble;
  readonly #storeTrouble: Trouble;

  constructor(
    private readonly process: ProcessSurroundings,
    readonly consumer: Consumer,
    readonly checkpoint: Checkpoint,
    private given: SegmentOrders,
  ) {
    // Each event of a batch that is to be tried again waits by itself.
    setMaxListeners(0, this.#ending.signal, this.#gone.signal);
    this.store = process.store;
    this.incarnation = process.store.incarnation;
    const { subscription, segment } = checkpoint.lease;
    const notice = (of: RunnerNotice): void => process.notice(of);
    this.#consumerTrouble = new Trouble({ doing: 'applying events', subscription, segment }, notice);
    this.#storeTrouble = new Trouble({ doing: 'moving on in the store', subscription, segment }, notice);
  }

  get orders(): SegmentOrders {
    return this.given;
  }

  /** What stands in the way at the moment, for operators. */
  get failure(): string | undefined {
    return this.#storeFailure ?? this.#consumerFailure;
  }

  get isStoppedByItself(): boolean {
    return this.#stoppedAt !== undefined;
  }

  /** @param asked when the store was asked for them: it may not have heard yet that the subscription has stopped */
  heed(orders: SegmentOrders, asked: number): void {
    if (this.#stoppedAt !== undefined && asked < this.#stoppedAt) return;
    this.given = orders;
    if (!orders.halted) this.#stoppedAt = undefined;
  }

  get signal(): AbortSignal {
    return this.#gone.signal;
  }

  get isEnding(): boolean {
    return this.#ending.signal.aborted;
  }

  mayGoOn(): boolean {
    return !this.isEnding && !this.orders.halted && this.isInTime();
  }

  isInTime(): boolean {
    return this.process.mayWork();
  }

  /** After what is under way nothing more is begun. */
  end(): void {
    this.#ending.abort();
  }

  /** What is under way has no effect any more. */
  abandon(): void {
    this.#ending.abort();
    this.#gone.abort();
  }

  pause(ms: number): Promise<void> {
    return sleep(ms, this.#ending.signal);
  }

  async failed(error: unknown, failures: number): Promise<boolean> {
    this.tellFailure(error);
    await this.pause(pauseAfter(failures, this.consumer.retry));
    return this.mayGoOn();
  }

  tellFailure(error: unknown): void {
    this.#consumerFailure = failureInWords(error);
    this.#consumerTrouble.failed(error);
  }

  /** Takes note of a failure of the store's, and waits. */
  async storeFailed(error: unknown): Promise<void> {
    this.#storeFailure = failureInWords(error);
    await this.pause(this.#storeTrouble.failed(error));
  }

  /** The store does what it is asked for. */
  storeAnswers(): void {
    this.#storeFailure = undefined;
    this.#storeTrouble.over();
  }

  applied(events: number, parked: readonly Parking[]): void {
    this.rate.add(events);
    const { subscription, segment } = this.checkpoint.lease;
    if (parked.length > 0) this.process.notice({ word: 'parked', subscription, segment, events: parked });
    this.#consumerFailure = undefined;
    this.#consumerTrouble.over();
  }

  async move(progress: Progress): Promise<void> {
    // Only within the transaction it is known which server it will be written to.
    await this.checkpoint.commit(async () => {
      if (this.store.incarnation !== this.incarnation) throw new HistoryChanged();
      return progress;
    });
  }

  async insist(progress: Progress): Promise<void> {
    for (;;) {
      try {
        await this.move(progress);
        this.storeAnswers();
        return;
      } catch (error) {
        if (isLeaseLost(error) || error instanceof HistoryChanged || this.signal.aborted) throw error;
        this.#storeFailure = failureInWords(error);
        await sleep(this.#storeTrouble.failed(error), this.signal);
      }
    }
  }

  async stop(reason: string): Promise<void> {
    const { lease } = this.checkpoint;
    await this.process.slots.use(() => this.process.subscriptions.stop(lease, reason));
    this.given = { ...this.given, halted: true };
    this.#stoppedAt = performance.now();
    this.process.notice({ word: 'stopped', subscription: lease.subscription, segment: lease.segment, reason });
  }
}
