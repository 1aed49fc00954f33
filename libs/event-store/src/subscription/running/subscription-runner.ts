import { randomUUID } from 'node:crypto';
import type { DeclinedSegment, LiveProcess } from '../live-process.js';
import type { SegmentState } from '../segment.js';
import type { Overview, SubscriptionStore } from '../subscription-store.js';
import type { Consumer } from './consumer.js';
import type { ConsumerProgress } from './consumer-progress.js';
import { DuplicateConsumer } from './duplicate-consumer.error.js';
import { Enrolment } from './enrolment.js';
import { untilIdle } from './idle-wait.js';
import { Movement } from './movement.js';
import { NewsFollower } from './news-follower.js';
import { ProcessHeartbeat } from './process-heartbeat.js';
import { ProcessSegments } from './process-segments.js';
import { progressOf } from './progress-of.js';
import { readingFrom, type SubscriptionReading } from './subscription-reading.js';
import type { RunnerNotice } from './runner-notice.js';
import { type CheckedRunnerOptions, checkedRunnerOptions, type SubscriptionRunnerOptions } from './runner-options.js';
import { putOnRecord } from './put-on-record.js';
import { RunnerStopped } from './runner-stopped.error.js';
import type { SegmentPositions } from './segment-positions.js';
import { Slots } from './slots.js';
import { isMistake } from './store-trouble.js';
import { Trouble } from './trouble.js';
import { within } from './within.js';

/** What a heartbeat has told, and when it was sent. */
interface Told {
  readonly states: readonly SegmentState[];
  readonly processes: readonly LiveProcess[];
  readonly sent: number;
}

/**
 * Runs consumers in a process: each reads the log from its checkpoint, in order, and together with the other processes that
 * run it, each of its segments in one of them at a time.
 *
 * A process that ends without a word is replaced when its leases have run out, one that is stopped at once. However many
 * consumers there are, the runner works with `connections` connections at a time, and one for its signs of life alone.
 *
 * @example
 * const runner = new SubscriptionRunner({ store });
 * runner.add(consumer);
 * await runner.start();
 * process.once('SIGTERM', () => void runner.stop());
 */
export class SubscriptionRunner {
  /** This process's, new for each runner. */
  readonly id = randomUUID();
  readonly #options: CheckedRunnerOptions;
  readonly #consumers = new Map<string, Consumer>();
  readonly #enrolment: Enrolment;
  readonly #segments: ProcessSegments;
  readonly #heartbeat: ProcessHeartbeat;
  readonly #follower: NewsFollower;
  readonly #movement = new Movement();
  #overview: Told = { states: [], processes: [], sent: -Infinity };
  #incarnation: string | undefined;
  #started: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;
  #isRunning = false;

  /** @throws InvalidRunnerOption */
  constructor(options: SubscriptionRunnerOptions) {
    this.#options = checkedRunnerOptions(options);
    const { store, leaseMs, heartbeatMs, connections, unknownEvents } = this.#options;
    const notice = (of: RunnerNotice): void => this.#notice(of);
    const historyChanged = (): boolean => this.#historyChanged();
    const slots = new Slots(connections);
    const moved = (): void => this.#movement.moved();
    this.#heartbeat = new ProcessHeartbeat(
      { heartbeatMs, beat: () => this.#beat(), heed: (overview, sent) => this.#heed(overview, sent), notice },
      leaseMs,
    );
    this.#enrolment = new Enrolment({
      consumers: this.#consumers,
      register: (added) => slots.use(async () => putOnRecord(store, added), 'first'),
      enrolled: () => {
        if (this.#isRunning) this.#heartbeat.hurry();
      },
      notice,
    });
    this.#follower = new NewsFollower({
      store,
      slots,
      notice,
      historyChanged,
      tell: (news, from) => this.#segments.tell(news, from),
    });
    const process = {
      store,
      slots,
      leaseMs,
      unknownEvents,
      notice,
      moved,
      historyChanged,
      get subscriptions(): SubscriptionStore {
        return store.subscriptions;
      },
      mayWork: () => this.#heartbeat.isInTime,
      knownTo: () => this.#follower.position,
      declined: (declined: DeclinedSegment) => this.#segments.decline(declined),
    };
    this.#segments = new ProcessSegments(this.id, this.#consumers, process, () => this.#heartbeat.hurry());
  }

  /** How people find the process. */
  get name(): string {
    return this.#options.name;
  }

  /** How the consumers stand in this process. */
  get consumers(): readonly ConsumerProgress[] {
    return [...this.#consumers.keys()].map((name) => progressOf(name, this.#segments.of(name)));
  }

  /** How far a consumer has come in those of its segments that this process reads; undefined if it reads none. */
  positionsOf(name: string): SegmentPositions | undefined {
    return this.#segments.positionsOf(name);
  }

  /** Whether operators want a consumer to stand still, as far as the last heartbeat has told. */
  isPaused(name: string): boolean {
    return this.#overview.states.some(({ subscription, paused }) => subscription === name && paused === true);
  }

  /** How a consumer is read, in whichever processes, as far as the last heartbeat and this process's own readers tell. */
  readingOf(name: string): SubscriptionReading {
    const { isInTime, beginnings } = this.#heartbeat;
    const { incarnation } = this.#options.store;
    return readingFrom(
      this.#overview.states.filter(({ subscription }) => subscription === name),
      { incarnation, isInTime, beginnings, loopOf: (state) => this.#segments.at(state) },
    );
  }

  /** Has it told whenever a consumer of this process may have come further; until what is returned is called. */
  listen(moved: () => void): () => void {
    return this.#movement.listen(moved);
  }

  /**
   * Runs a consumer; one that is added after the start begins within a heartbeat.
   *
   * @throws DuplicateConsumer one of this name is run already
   * @throws RunnerStopped
   */
  add(consumer: Consumer): void {
    if (this.#stopped !== undefined) throw new RunnerStopped(this.name);
    if (this.#consumers.has(consumer.name)) throw new DuplicateConsumer(consumer.name);
    this.#consumers.set(consumer.name, consumer);
    if (this.#isRunning) this.#enrolment.hurry();
  }

  /** Runs a consumer no more; answers when what was under way is done and its leases are given back. Never rejects. */
  async remove(name: string): Promise<void> {
    this.#consumers.delete(name);
    this.#enrolment.remove(name);
    this.#segments.remove(name);
    await this.#segments.end(this.#segments.of(name));
    this.#heartbeat.hurry();
  }

  /**
   * Puts the subscriptions on record and begins. While the store cannot be reached it tries again, and tells so by notices.
   *
   * @throws SubscriptionsUnsupported and whatever else no waiting can help
   * @throws RunnerStopped it was stopped
   */
  start(): Promise<void> {
    return (this.#started ??= this.#start());
  }

  /**
   * Finishes what is under way, at most for `stopWithinMs`, and gives all leases back, so that other processes go on at
   * once. Never rejects.
   */
  stop(): Promise<void> {
    return (this.#stopped ??= this.#stop());
  }

  /** There may be something new in the log. */
  wake(): void {
    this.#follower.wake();
  }

  /**
   * Waits until everything that is in the log now was applied by all consumers of this process, parked events apart.
   *
   * @param options how long at most, in milliseconds; default 30,000
   * @throws NotIdle it took longer, or one of them stands still: paused or stopped; says who is where
   */
  async whenIdle({ timeoutMs = 30_000 }: { readonly timeoutMs?: number } = {}): Promise<void> {
    const head = await this.#options.store.head();
    this.#heartbeat.hurry();
    this.#follower.wake();
    await untilIdle(
      {
        consumers: this.#consumers,
        segments: this.#segments,
        movement: this.#movement,
        overview: () => this.#overview,
        isStopped: () => this.#stopped !== undefined,
      },
      head,
      timeoutMs,
    );
  }

  async #start(): Promise<void> {
    const trouble = new Trouble({ doing: 'starting' }, (notice) => this.#notice(notice));
    for (;;) {
      if (this.#stopped !== undefined) throw new RunnerStopped(this.name);
      try {
        await this.#enrolment.enrol();
        await this.#heartbeat.start();
        break;
      } catch (error) {
        if (isMistake(error)) throw error;
        await this.#movement.next(trouble.failed(error));
      }
    }
    trouble.over();
    this.#isRunning = true;
    this.#enrolment.hurry();
    if (this.#stopped === undefined) this.#follower.start();
  }

  async #stop(): Promise<void> {
    const { stopWithinMs } = this.#options;
    this.#movement.moved();
    const began = performance.now();
    const farewellMs = Math.min(1_000, stopWithinMs / 4);
    await within(stopWithinMs - farewellMs, this.#segments.close());
    for (const loop of this.#segments.all) loop.work.abandon();
    const left = (): number => Math.max(farewellMs / 2, stopWithinMs - (performance.now() - began));
    await within(farewellMs / 2, Promise.all([this.#heartbeat.stop(), this.#follower.stop()]));
    const { store } = this.#options;
    await within(left(), (async () => store.subscriptions.leave(this.id))());
    this.#movement.moved();
  }

  async #beat(): Promise<Overview> {
    const { store, leaseMs, name, knows } = this.#options;
    const isStopping = this.#stopped !== undefined;
    // What was seen in another history of the store must not be reported in this one.
    if (!isStopping) this.#historyChanged();
    if (!isStopping) this.#enrolment.hurry();
    const reports = isStopping ? [] : this.#segments.reports();
    // While it stops, the others have what it has given back already.
    const runs = [...(isStopping ? [] : this.#enrolment.runs), ...(knows?.() ?? [])];
    let segments: readonly SegmentState[] = [];
    try {
      const { declines } = this.#segments;
      const left = declines.length === 0 || isStopping ? {} : { declines };
      const overview = await store.subscriptions.beat({ id: this.id, name, runs, leaseMs, reports, ...left });
      segments = overview.segments;
      return overview;
    } finally {
      this.#segments.answered(segments);
    }
  }

  async #heed(overview: Overview, sent: number): Promise<void> {
    if (this.#stopped !== undefined || this.#historyChanged()) return;
    const claimed = this.#segments.heed(overview, sent);
    this.#overview = { states: overview.segments, processes: overview.processes, sent };
    this.#movement.moved();
    await claimed;
    this.#movement.moved();
  }

  /** Whether the store is in another history than when it was looked at last; then everything is begun anew. */
  #historyChanged(): boolean {
    const { incarnation } = this.#options.store;
    const before = this.#incarnation;
    this.#incarnation = incarnation;
    if (before === undefined || before === incarnation) return false;
    this.#notice({ word: 'incarnation-changed', from: before, to: incarnation });
    this.#enrolment.forget();
    this.#segments.loseAll();
    this.#follower.forget();
    this.#heartbeat.hurry();
    return true;
  }

  #notice(notice: RunnerNotice): void {
    try {
      this.#options.onNotice?.(notice);
    } catch {
      // Whoever listens must not stop what is told of.
    }
  }
}
