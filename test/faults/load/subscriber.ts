import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '@daybook/event-store';
import type { LogReader, Met } from './log-reader.js';

/** An event that a subscriber has met, and when, by `performance.now()`. */
export interface Seen extends Met {
  readonly at: number;
}

/** Follows the log from its beginning, again and again from where it last was, and remembers what it has seen. */
export class Subscriber {
  readonly seen: Seen[] = [];
  /** How often the store was not there. */
  unavailable = 0;
  readonly #running: Promise<void>;
  #ending = false;

  constructor(
    readonly name: string,
    private readonly read: LogReader,
    private readonly pollMs = 5,
  ) {
    this.#running = this.#follow();
    // Thrown by stop(); until then a failure must not end the process.
    this.#running.catch(() => undefined);
  }

  get position(): number {
    return this.seen.at(-1)?.position ?? 0;
  }

  /** Waits until it has passed a position; false if it has not within the time. */
  async passed(position: number, withinMs: number): Promise<boolean> {
    const deadline = performance.now() + withinMs;
    while (this.position < position) {
      if (performance.now() > deadline) return false;
      await sleep(2);
    }
    return true;
  }

  /** Ends it; throws what it has failed with. */
  async stop(): Promise<void> {
    await this.close();
    await this.#running;
  }

  async close(): Promise<void> {
    this.#ending = true;
    await this.#running.catch(() => undefined);
  }

  async #follow(): Promise<void> {
    while (!this.#ending) {
      try {
        for await (const page of this.read(this.position)) {
          const at = performance.now();
          for (const { position, eventId, streamId, version } of page) {
            this.seen.push({ position, eventId, streamId, version, at });
          }
        }
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        this.unavailable++;
      }
      await sleep(this.pollMs);
    }
  }
}
