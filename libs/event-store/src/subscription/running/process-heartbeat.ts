import type { Overview } from '../subscription-store.js';
import { Bell } from './bell.js';
import type { RunnerNotice } from './runner-notice.js';
import { Trouble } from './trouble.js';

/** What is around the heartbeat of a process. */
export interface HeartbeatSurroundings {
  readonly heartbeatMs: number;
  /** Sends one; answers how things stand. */
  beat(): Promise<Overview>;
  /**
   * What follows from how things stood after a moment: what is lost is let go at once, what is to be claimed was claimed when
   * this answers.
   */
  heed(overview: Overview, sent: number): Promise<void>;
  notice(notice: RunnerNotice): void;
}

/**
 * A process's signs of life, one after the other, and by its own reckoning the time for which its leases stand. None of them
 * waits for anything but the answer to the one before: whatever else the store is slow at costs no lease.
 */
export class ProcessHeartbeat {
  readonly #bell = new Bell();
  readonly #trouble: Trouble;
  readonly #claiming: Trouble;
  #isStopped = false;
  #beating: Promise<void> | undefined;
  /** Since when the leases count: when the last sign of life that was answered was sent. */
  #aliveSince = -Infinity;
  #beginnings = 0;

  constructor(
    private readonly around: HeartbeatSurroundings,
    private readonly leaseMs: number,
  ) {
    const notice = (of: RunnerNotice): void => around.notice(of);
    this.#trouble = new Trouble({ doing: 'giving a sign of life' }, notice);
    this.#claiming = new Trouble({ doing: 'claiming segments' }, notice);
  }

  /** Whether the leases stand: the store counts from when it heard the sign of life, which was later. */
  get isInTime(): boolean {
    return performance.now() - this.#aliveSince < this.leaseMs;
  }

  /** How often they have begun to stand: once, and again whenever no sign of life was answered for as long as they do. */
  get beginnings(): number {
    return this.#beginnings;
  }

  /**
   * Gives a sign of life now, and then again and again; answers when the first one was heeded.
   *
   * @throws what the store throws at the first
   */
  async start(): Promise<void> {
    const heeded = await this.#beat();
    this.#beating ??= this.#goOn();
    await heeded();
  }

  /** Gives a sign of life soon. */
  hurry(): void {
    this.#bell.ring();
  }

  /** Answers when there is no more of it. Never rejects. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#bell.ring();
    await this.#beating;
  }

  async #goOn(): Promise<void> {
    const { heartbeatMs } = this.around;
    for (let pause = heartbeatMs; ;) {
      await this.#bell.wait(pause);
      if (this.#isStopped) return;
      try {
        const heeded = await this.#beat();
        void heeded();
        this.#trouble.over();
        pause = heartbeatMs;
      } catch (error) {
        this.#trouble.failed(error);
        // A lease is a few heartbeats long: to wait longer after a failure would be to lose it.
        pause = heartbeatMs / 4;
      }
    }
  }

  /** Answers how to go by what it was told. */
  async #beat(): Promise<() => Promise<void>> {
    const sent = performance.now();
    const overview = await this.around.beat();
    if (!this.isInTime) this.#beginnings++;
    this.#aliveSince = sent;
    return () => this.#heed(overview, sent);
  }

  async #heed(overview: Overview, sent: number): Promise<void> {
    try {
      await this.around.heed(overview, sent);
      this.#claiming.over();
    } catch (error) {
      // The next one tells anew what is to be had.
      setTimeout(() => this.hurry(), this.#claiming.failed(error)).unref();
    }
  }
}
