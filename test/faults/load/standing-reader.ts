import { setTimeout as sleep } from 'node:timers/promises';
import type { EventStore } from '@daybook/event-store';
import type { Closeable } from './closing.js';
import type { Met } from './log-reader.js';

/** Keeps its place itself and reads the log on and on, until the store says that it may not. */
export class StandingReader implements Closeable {
  readonly seen: Met[] = [];
  /** What it has ended with. */
  readonly ended: Promise<unknown>;
  readonly #closing = new AbortController();

  constructor(
    readonly name: string,
    private readonly store: Pick<EventStore, 'subscribe'>,
    private readonly afterPosition = 0,
  ) {
    this.ended = this.#read().catch((error: unknown) => error);
  }

  /** Waits until it has met what is at a position. */
  async met(position: number): Promise<void> {
    let over = false;
    void this.ended.then(() => (over = true));
    while ((this.seen.at(-1)?.position ?? this.afterPosition) < position) {
      if (over) throw new Error(`${this.name} has ended.`, { cause: await this.ended });
      await sleep(5);
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.ended;
  }

  async #read(): Promise<void> {
    const { afterPosition } = this;
    for await (const page of this.store.subscribe({ afterPosition, signal: this.#closing.signal }).pages()) {
      this.seen.push(...page);
    }
  }
}
