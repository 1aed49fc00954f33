import { setImmediate } from 'node:timers/promises';
import type { RecordedEvent } from '../../stream/recorded-event.js';
import type { SegmentReport } from '../live-process.js';
import type { News } from '../news.js';
import type { Lease, SegmentState } from '../segment.js';
import { BatchDelivery } from './batch-delivery.js';
import { BatchSize } from './batch-size.js';
import { Bell } from './bell.js';
import { Checkpoint } from './checkpoint.js';
import type { Consumer } from './consumer.js';
import { HistoryChanged } from './history-changed.js';
import { LogReading } from './log-reading.js';
import { Pace } from './pace.js';
import { ParkedKeys } from './parked-keys.js';
import { ParkedRetries } from './parked-retries.js';
import type { ProcessSurroundings } from './process-surroundings.js';
import { SegmentWork } from './segment-work.js';
import { isUnknown, unknownInWords, type UnknownEventsPolicy } from './unknown-events.js';
import { wantedTypes, type WantedTypes } from './wanted-types.js';
import { endOfStored } from './stored-events.js';
import { isLeaseLost, isOutcomeUnknown, isTimedOut } from './store-trouble.js';

/** Reads one segment for a consumer, from the checkpoint of a lease until that has to be given back, or is lost. */
export class SegmentLoop {
  readonly work: SegmentWork;
  readonly checkpoint: Checkpoint;
  /** When its lease was had. */
  readonly begun = performance.now();
  readonly #bell = new Bell();
  readonly #size: BatchSize;
  readonly #pace: Pace;
  readonly #delivery: BatchDelivery;
  readonly #wanted: WantedTypes;
  /** Whether there may be something to read. */
  #hungry = true;
  #hasCaughtUp = false;
  #isReady = false;
  #lost = false;
  /** The revision of which the parked keys are known and the retries made. */
  #revision: number | undefined;
  #ended: Promise<void> | undefined;

  constructor(
    private readonly process: ProcessSurroundings,
    readonly consumer: Consumer,
    lease: Lease,
    state: SegmentState,
  ) {
    this.checkpoint = new Checkpoint(lease, process.subscriptions, process.slots, () => {
      this.work.storeAnswers();
      process.moved();
    });
    this.work = new SegmentWork(process, consumer, this.checkpoint, state);
    this.#size = new BatchSize(consumer.batchSize, process.leaseMs / 3);
    this.#pace = new Pace(consumer.eventsPerSecond);
    this.#delivery = new BatchDelivery(this.work);
    this.#wanted = wantedTypes(consumer, process.store, lease.types);
  }

  get lease(): Lease {
    return this.checkpoint.lease;
  }

  /** Whether it has seen everything that is known to be in the log. */
  get isLive(): boolean {
    return this.#hasCaughtUp && this.checkpoint.seen >= this.#upTo(this.process.knownTo());
  }

  /** Begins; answers when the lease was given back. Never rejects. */
  run(): Promise<void> {
    return (this.#ended ??= this.#run());
  }

  /** Ends after what is under way, and gives the lease back. */
  end(): void {
    this.work.end();
    this.#bell.ring();
  }

  /** Ends at once: the lease, or what is known of it, counts no more. */
  lose(): void {
    if (!this.#lost) {
      const { subscription, segment, epoch } = this.lease;
      this.process.notice({ word: 'lost', subscription, segment, epoch });
    }
    this.#lost = true;
    this.work.abandon();
    this.#bell.ring();
  }

  /** What a heartbeat has told. */
  heed(state: SegmentState, asked: number): void {
    const { drainTo } = this.work.orders;
    this.work.heed(state, asked);
    // What lay behind the end that it was given was told of and passed over: nobody tells of it again.
    if (this.work.orders.drainTo !== drainTo) this.#hungry = true;
    this.#bell.ring();
  }

  /** What has come into the log after a position. */
  tell(news: News, from: number): void {
    // One that has more to read already will meet it there.
    if (!this.#hungry && this.checkpoint.seen >= from && !this.#wants(news)) {
      this.checkpoint.pass(this.#upTo(news.to));
      return;
    }
    this.#hungry = true;
    this.#bell.ring();
  }

  get isLost(): boolean {
    return this.#lost;
  }

  /** Whether everything was done that operators had asked for, as far as it was told. */
  get isHeeded(): boolean {
    return this.#revision === this.work.orders.revision;
  }

  report(): SegmentReport {
    return this.checkpoint.report(this.work.failure);
  }

  async #run(): Promise<void> {
    const { subscription, segment, epoch, position } = this.lease;
    this.process.notice({ word: 'claimed', subscription, segment, epoch, position });
    while (!this.work.isEnding) {
      if (this.work.mayGoOn() && this.#hasWork) await this.#attempt();
      else await this.#bell.wait();
    }
    await this.#release();
  }

  get #hasWork(): boolean {
    const { drainTo, revision } = this.work.orders;
    if (this.#revision !== revision) return true;
    return drainTo === undefined ? this.#hungry : this.lease.position < drainTo && this.#hungry;
  }

  async #attempt(): Promise<void> {
    try {
      await this.#makeReady();
      await this.#heedRevision();
      if (this.work.mayGoOn()) await this.#readOn();
      this.work.storeAnswers();
    } catch (error) {
      this.#hungry = true;
      if (error instanceof HistoryChanged) this.process.historyChanged();
      if (isLeaseLost(error) || isOutcomeUnknown(error) || error instanceof HistoryChanged) {
        this.lose();
        return;
      }
      if (isTimedOut(error)) this.#size.halve();
      await this.work.storeFailed(error);
    }
  }

  async #makeReady(): Promise<void> {
    if (this.#isReady) return;
    await this.process.slots.use(async () => this.consumer.leased?.());
    this.#isReady = true;
  }

  /** Looks at the parked events anew, whenever operators have changed something about them. */
  async #heedRevision(): Promise<void> {
    const { revision } = this.work.orders;
    if (this.#revision === revision) return;
    const { subscriptions, slots } = this.process;
    this.work.parked = new ParkedKeys(await slots.use(() => subscriptions.parkedCounts(this.consumer.name)));
    if (this.work.parked.size > 0 && !(await this.#retries().make())) return;
    this.#revision = revision;
    // Somebody may wait for that.
    this.process.moved();
  }

  #retries(): ParkedRetries {
    return new ParkedRetries(this.work, this.process, ({ key, position }) => {
      const { subscription, segment } = this.lease;
      this.process.notice({ word: 'unparked', subscription, segment, key, position });
      this.work.applied(1, []);
    });
  }

  /** From what is seen to what is visible now, page by page. */
  async #readOn(): Promise<void> {
    if (!this.#hungry) return;
    this.#hungry = false;
    this.#refuseOtherHistory();
    const { store, slots } = this.process;
    const wanted = { ...this.consumer, types: this.#wanted.types };
    const reading = new LogReading(store, wanted, slots, this.checkpoint.seen, this.process.knownTo());
    let end = reading.knownTo;
    for (let page = await reading.next(); page !== undefined; page = await reading.next()) {
      reading.lookAhead();
      // Once for the page: the end that it was given may be lifted while this is applied.
      const last = this.#upTo(page.end.position);
      const wanted = page.filter(({ position }) => position <= last);
      if (!(await this.#deliver(wanted))) {
        this.#hungry = true;
        return;
      }
      if (wanted.length < page.length) {
        end = last;
        break;
      }
      // Further than its last event, where upcasters drop what is stored behind that.
      this.checkpoint.pass(this.#upTo(page.end.position));
      // A store that answers without a turn of the event loop would let no heartbeat through.
      await setImmediate();
    }
    this.#refuseOtherHistory();
    this.checkpoint.pass(this.#upTo(end));
    this.#hasCaughtUp = true;
    const { drainTo } = this.work.orders;
    if (drainTo !== undefined && this.lease.position < drainTo && this.checkpoint.seen >= drainTo) {
      await this.work.move({ position: drainTo });
    }
  }

  /** What it has seen is of the history in which it has begun: in another one it begins anew, from where it is on record. */
  #refuseOtherHistory(): void {
    if (this.process.store.incarnation !== this.work.incarnation) throw new HistoryChanged();
  }

  async #deliver(page: readonly RecordedEvent[]): Promise<boolean> {
    const policy = this.consumer.unknownEvents ?? this.process.unknownEvents;
    const unknown = policy === 'park' ? undefined : page.find(isUnknown);
    if (unknown === undefined) return this.#deliverAll(page);
    const before = page.filter(({ position }) => position < unknown.position);
    if (await this.#deliverAll(before)) await this.#standBefore(unknown, policy);
    return false;
  }

  /** Goes no further than this event, which only another release can read. */
  async #standBefore(unknown: RecordedEvent, policy: UnknownEventsPolicy): Promise<void> {
    if (policy === 'stop') return this.work.stop(unknownInWords(unknown));
    const { subscription, segment } = this.lease;
    const { type, schemaVersion, position } = unknown;
    this.process.declined({ subscription, segment, type, schemaVersion, position });
    this.end();
  }

  async #deliverAll(page: readonly RecordedEvent[]): Promise<boolean> {
    for (let start = 0; start < page.length;) {
      if (!this.work.mayGoOn() || this.#revision !== this.work.orders.revision) return false;
      const most = Math.min(this.#size.current, this.#pace.most);
      const batch = page.slice(start, endOfStored(page, Math.min(start + most, page.length) - 1));
      const waitMs = this.#pace.take(batch.length, performance.now());
      if (waitMs > 0) await this.work.pause(waitMs);
      if (!this.work.mayGoOn()) return false;
      const began = performance.now();
      if ((await this.#delivery.deliver(batch)) === 'given-up') return false;
      this.#size.took(performance.now() - began, batch.length);
      start += batch.length;
    }
    return true;
  }

  #wants({ kinds }: News): boolean {
    const { categories } = this.consumer;
    const { stored } = this.#wanted;
    return kinds.some(
      ({ type, category }) => stored?.includes(type) !== false && categories?.includes(category) !== false,
    );
  }

  /** A segment that is about to be divided anew goes no further than told, and a consumer than it says. */
  #upTo(position: number): number {
    return Math.min(position, this.work.orders.drainTo ?? Infinity, this.consumer.upTo ?? Infinity);
  }

  async #release(): Promise<void> {
    try {
      const { seen, lease } = this.checkpoint;
      if (!this.#lost && seen > lease.position) await this.work.move({ position: seen });
    } catch {
      // Then it is seen once more by whoever comes next.
    }
    const { subscription, segment, epoch, position } = this.lease;
    try {
      await this.process.slots.use(() => this.process.subscriptions.release([this.lease]));
      if (!this.#lost) this.process.notice({ word: 'released', subscription, segment, epoch, position });
    } catch {
      // Then the next heartbeat finds it and gives it back, or it runs out.
    }
  }
}
