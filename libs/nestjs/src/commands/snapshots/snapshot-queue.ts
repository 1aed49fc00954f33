import { AsyncResource } from 'node:async_hooks';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';

/** What has come of a piece of work: it is done with, or what it is about is not committed yet. */
export type Outcome = 'done' | 'not-yet';

/** Takes one snapshot, if it is still due. */
export type Taking = () => Promise<Outcome>;

interface Due {
  readonly take: Taking;
  /** How often it was looked at already. */
  readonly looked: number;
}

/** How often a snapshot is looked at again whose append was part of a transaction that is still open, in milliseconds. */
const looksAgain = [100, 1_000, 5_000, 30_000];

const shortestPause = 1_000;
const longestPause = 60_000;

/** How long the end of the process waits for the snapshot that is being taken. */
const closesWithinMs = 2_000;

/**
 * Takes the snapshots of a process: behind the back of whoever has appended, one after another, each stream once at a time.
 *
 * What is not taken now is taken later, so nothing waits for it: when many are due, the rest are left out, and when one
 * fails, all of them pause for a while.
 */
export class SnapshotQueue {
  readonly #waiting = new Map<string, Due>();
  readonly #later = new Map<string, NodeJS.Timeout>();
  readonly #closed = new AbortController();
  /** Takes snapshots outside of whatever transaction and message the one is in who has appended. */
  readonly #outside = new AsyncResource('DaybookSnapshots');
  #running: Promise<void> | undefined;
  #pauseMs = 0;

  /** @param room how many wait at most */
  constructor(
    private readonly failed: (streamId: string, cause: unknown) => void,
    private readonly skipped: () => void,
    private readonly room = 1_000,
  ) {}

  /** Lets a snapshot be taken soon. Whoever calls waits for nothing and is told nothing. */
  add(streamId: string, take: Taking): void {
    if (this.#closed.signal.aborted || this.#waiting.has(streamId) || this.#later.has(streamId)) return;
    if (this.#waiting.size + this.#later.size >= this.room) return this.skipped();
    this.#enter(streamId, { take, looked: 0 });
  }

  /** Waits until nothing is due any more. */
  async whenIdle(): Promise<void> {
    while (this.#running !== undefined || this.#later.size > 0) await (this.#running ?? pause(10));
  }

  /** Takes no more, and waits for a moment for the one that is being taken. */
  async close(): Promise<void> {
    this.#closed.abort();
    this.#waiting.clear();
    for (const timer of this.#later.values()) clearTimeout(timer);
    this.#later.clear();
    const given = new AbortController();
    const patience = pause(closesWithinMs, undefined, { signal: given.signal, ref: false }).catch(() => undefined);
    await Promise.race([this.#running, patience]);
    given.abort();
  }

  #enter(streamId: string, due: Due): void {
    this.#waiting.set(streamId, due);
    this.#running ??= this.#outside.runInAsyncScope(() => this.#run());
  }

  async #run(): Promise<void> {
    for (;;) {
      // Whoever has appended goes first.
      await turn();
      const [next] = this.#waiting;
      if (next === undefined) break;
      await this.#take(...next);
    }
    this.#running = undefined;
  }

  async #take(streamId: string, { take, looked }: Due): Promise<void> {
    this.#waiting.delete(streamId);
    try {
      const outcome = await take();
      this.#pauseMs = 0;
      if (outcome === 'not-yet') this.#lookAgain(streamId, { take, looked: looked + 1 });
    } catch (error) {
      this.failed(streamId, error);
      this.#pauseMs = Math.min(longestPause, Math.max(shortestPause, this.#pauseMs * 2));
      await pause(this.#pauseMs, undefined, { signal: this.#closed.signal, ref: false }).catch(() => undefined);
    }
  }

  #lookAgain(streamId: string, due: Due): void {
    const delay = looksAgain[due.looked - 1];
    if (delay === undefined || this.#closed.signal.aborted) return;
    const again = (): void => {
      this.#later.delete(streamId);
      this.#enter(streamId, due);
    };
    this.#later.set(streamId, setTimeout(again, delay).unref());
  }
}
