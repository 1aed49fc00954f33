import type { DeclinedSegment, LiveProcess, SegmentReport } from '../live-process.js';
import type { News } from '../news.js';
import type { Segment, SegmentState } from '../segment.js';
import type { Overview } from '../subscription-store.js';
import { assigneeOf } from './assignment.js';
import type { Consumer } from './consumer.js';
import { Declines } from './declines.js';
import type { ProcessSurroundings } from './process-surroundings.js';
import { SegmentLoop } from './segment-loop.js';
import type { SegmentPositions } from './segment-positions.js';

/** The segments that a process holds, each with the loop that reads it; all processes divide them alike. */
export class ProcessSegments {
  readonly #loops = new Map<string, SegmentLoop>();
  /** As the last heartbeat has told it. */
  #states: ReadonlyMap<string, SegmentState> = new Map();
  readonly #declines = new Declines();
  #isClaiming = false;
  #isClaimDue = false;
  #isClosed = false;

  /**
   * @param id the process
   * @param consumers those that it runs, by name
   * @param hurry called when another heartbeat may tell of segments to be had
   */
  constructor(
    private readonly id: string,
    private readonly consumers: ReadonlyMap<string, Consumer>,
    private readonly process: ProcessSurroundings,
    private readonly hurry: () => void,
  ) {}

  /** What the process leaves to others. */
  get declines(): readonly DeclinedSegment[] {
    return this.#declines.all;
  }

  /** Leaves a segment to others from now on. */
  decline(declined: DeclinedSegment): void {
    this.#declines.add(declined);
    this.process.notice({ word: 'declined', ...declined });
    this.hurry();
  }

  /** A consumer is run no more. */
  remove(subscription: string): void {
    this.#declines.remove(subscription);
  }

  get all(): readonly SegmentLoop[] {
    return [...this.#loops.values()];
  }

  of(subscription: string): readonly SegmentLoop[] {
    return this.all.filter(({ consumer }) => consumer.name === subscription);
  }

  /** How far those of a subscription have come, if all of them are of one division. */
  positionsOf(subscription: string): SegmentPositions | undefined {
    const loops = this.of(subscription).filter(({ isLost }) => !isLost);
    const divisions = new Set(loops.map(({ lease: { segments } }) => segments));
    const [segments] = divisions;
    if (segments === undefined || divisions.size > 1) return undefined;
    const positions = new Map(loops.map(({ lease: { segment }, checkpoint: { seen } }) => [segment, seen]));
    return { segments, positions };
  }

  at(segment: Segment): SegmentLoop | undefined {
    return this.#loops.get(nameOf(segment));
  }

  /** For the next heartbeat; to be followed by `answered`. */
  reports(): readonly SegmentReport[] {
    return this.all.filter(({ work }) => !work.isEnding).map((loop) => loop.report());
  }

  /** @param segments as they are since; none if the heartbeat has failed */
  answered(segments: readonly SegmentState[]): void {
    const positions = new Map(segments.map((state) => [nameOf(state), state.position]));
    for (const [name, loop] of this.#loops) loop.checkpoint.answered(positions.get(name));
  }

  /**
   * Goes by what a heartbeat has told: lets go what is another's, at once, gives back what it could not give back before, and
   * claims what is this process's and free.
   *
   * @param asked when the heartbeat was sent
   */
  async heed({ processes: told, segments }: Overview, asked: number): Promise<void> {
    const processes = this.#declines.amend(told, this.id);
    this.#states = new Map(segments.map((state) => [nameOf(state), state]));
    for (const [name, loop] of this.#loops) this.#tell(loop, this.#states.get(name), processes, asked);
    await this.#giveBack(segments, processes);
    const claimed = segments.filter(
      (state) =>
        this.consumers.has(state.subscription) &&
        !this.#loops.has(nameOf(state)) &&
        (state.owner === undefined || state.owner === this.id) &&
        assigneeOf(state, processes) === this.id,
    );
    if (claimed.length === 0) return;
    // Heartbeats go on meanwhile, and tell of the same segments once more.
    this.#isClaimDue = this.#isClaiming;
    if (this.#isClaiming) return;
    this.#isClaiming = true;
    try {
      await this.#claim(claimed);
    } finally {
      this.#isClaiming = false;
      if (this.#isClaimDue) this.hurry();
    }
  }

  tell(news: News, from: number): void {
    for (const loop of this.#loops.values()) loop.tell(news, from);
  }

  /** What is known of all leases counts no more, nor what was met in the log. */
  loseAll(): void {
    this.#declines.forget();
    for (const loop of this.#loops.values()) loop.lose();
  }

  /** Ends loops after what is under way. */
  async end(loops: readonly SegmentLoop[]): Promise<void> {
    for (const loop of loops) loop.end();
    await Promise.all(loops.map((loop) => loop.run()));
  }

  /** The same with all of them, and begins no others. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.end(this.all);
  }

  /**
   * Whoever should have a segment cannot claim it while this process gives signs of life, which renew the lease: one that it
   * does not use any more would stand for as long as it lives. So they tell of what it holds, also where it runs that no more.
   */
  async #giveBack(segments: readonly SegmentState[], processes: readonly LiveProcess[]): Promise<void> {
    // What is being claimed is this process's on record before it is begun.
    if (this.#isClaiming) return;
    const { id } = this;
    const left = segments.filter(
      (state) => state.owner === id && !this.#loops.has(nameOf(state)) && assigneeOf(state, processes) !== id,
    );
    if (left.length === 0) return;
    const { subscriptions, slots } = this.process;
    await slots.use(() => subscriptions.release(left.map((state) => ({ ...state, owner: id }))), 'first');
    this.hurry();
  }

  async #claim(claimed: readonly SegmentState[]): Promise<void> {
    const { subscriptions, leaseMs, slots } = this.process;
    const leases = await slots.use(() => subscriptions.claim(this.id, claimed, leaseMs), 'first');
    if (this.#isClosed) return subscriptions.release(leases);
    // What is known of their segments was told in the history before; the next heartbeat tells anew.
    const isOutdated = this.process.historyChanged();
    const unused = leases.filter((lease) => {
      if (isOutdated) return true;
      // Younger than what was claimed by, where another heartbeat was answered meanwhile.
      const state = this.#states.get(nameOf(lease));
      const consumer = this.consumers.get(lease.subscription);
      if (state === undefined || consumer === undefined) return true;
      this.#begin(new SegmentLoop(this.process, consumer, lease, state));
      return false;
    });
    if (unused.length > 0) await slots.use(() => subscriptions.release(unused), 'first');
  }

  #tell(loop: SegmentLoop, state: SegmentState | undefined, processes: readonly LiveProcess[], asked: number): void {
    if (loop.work.isEnding) return;
    // What was asked before it was begun knows nothing of its lease, but of what operators want.
    if (asked < loop.begun) {
      if (state?.segments === loop.lease.segments) loop.heed(state, asked);
    } else if (state?.owner !== this.id || state.epoch !== loop.lease.epoch) loop.lose();
    else if (assigneeOf(state, processes) === this.id) loop.heed(state, asked);
    else loop.end();
  }

  #begin(loop: SegmentLoop): void {
    const name = nameOf(loop.lease);
    this.#loops.set(name, loop);
    void loop.run().then(() => {
      this.#loops.delete(name);
      if (loop.isLost) this.hurry();
    });
  }
}

function nameOf({ subscription, segment }: Segment): string {
  return `${segment}:${subscription}`;
}
