import { isDaybookError } from '@daybook/domain';
import type { EventStore, RecordedEvent } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { Met } from '../history/entry.js';
import type { HistoryFile } from '../history/history-file.js';
import type { SeededRandom } from '../world/seeded-random.js';
import { inWords } from './verdict.js';

const pauseMs = 15;

/** How a follower follows. */
export interface FollowingOptions {
  /** Of the follower: sessions are named after it. */
  readonly name: string;
  readonly store: EventStore;
  readonly random: SeededRandom;
  readonly history: Pick<HistoryFile, 'write'>;
}

/** A subscriber that keeps its own place: it starts, stops and seeks, and tells all that it has met. */
export class Following {
  readonly #ending = new AbortController();
  #place = 0;
  #hasBegun = false;
  #settles = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(private readonly options: FollowingOptions) {}

  /** The position of the last event that it has met in its session, or after which it has begun. */
  get place(): number {
    return this.#place;
  }

  /** Whether it has ever had a place. */
  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  begin(): void {
    this.#ended = this.#follow();
  }

  /** It goes on from where it is, and stays. */
  settle(): void {
    this.#settles = true;
  }

  async end(): Promise<void> {
    this.#ending.abort();
    await this.#ended;
  }

  async #follow(): Promise<void> {
    const { name, random } = this.options;
    for (let session = 1; !this.#isEnding; session++) {
      // All at once, so that the draws do not depend on what is met.
      const drawn = { forMs: random.between(300, 4_000), batchSize: random.between(10, 60), back: this.#backwards() };
      try {
        await this.#attend(`${name}-${session}`, drawn);
      } catch (error) {
        // A store that was away for long ends a session; what was met stays met.
        if (!isDaybookError(error)) this.#bug(error);
        await pause(200);
      }
    }
  }

  async #attend(session: string, { forMs, batchSize, back }: Drawn): Promise<void> {
    const { history } = this.options;
    const after = await this.#start(back);
    this.#place = after;
    history.write({ word: 'began', session, after });
    const until = performance.now() + forMs;
    const over = new AbortController();
    const timer = setInterval(() => {
      if (this.#isEnding || (!this.#settles && performance.now() > until)) over.abort();
    }, 50);
    let failure: { readonly error?: string } = {};
    try {
      const stream = this.options.store.subscribe({ afterPosition: after, batchSize, signal: over.signal });
      for await (const page of stream.pages()) {
        if (page.length === 0) continue;
        history.write({ word: 'polled', session, met: page.map(metOf) });
        this.#place = page.at(-1)?.position ?? this.#place;
        if (!this.#settles) await pause(pauseMs);
      }
    } catch (error) {
      if (over.signal.aborted) return;
      failure = { error: inWords(error) };
      throw error;
    } finally {
      clearInterval(timer);
      history.write({ word: 'ended', session, ...failure });
    }
  }

  /** The first time near the end of the log; later where it was, or further back, or at the end again. */
  async #start(back: number | 'head'): Promise<number> {
    if (back !== 'head' && this.#hasBegun) return Math.max(0, this.#place - back);
    const head = await this.options.store.head();
    const first = !this.#hasBegun;
    this.#hasBegun = true;
    return first && back !== 'head' ? Math.max(0, head - back) : head;
  }

  #backwards(): number | 'head' {
    const { random } = this.options;
    const drawn = random.below(100);
    if (drawn < 60) return 0;
    if (drawn < 75) return 'head';
    return drawn < 96 ? random.between(1, 500) : random.between(500, 5_000);
  }

  #bug(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.options.history.write({ word: 'bug', error: `${this.options.name}: ${text}` });
  }

  get #isEnding(): boolean {
    return this.#ending.signal.aborted;
  }
}

interface Drawn {
  readonly forMs: number;
  readonly batchSize: number;
  readonly back: number | 'head';
}

function metOf({ position, eventId, streamId, version }: RecordedEvent): Met {
  return [position, eventId, streamId, version];
}
