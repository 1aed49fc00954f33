import type { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { WaitedInVain } from '../../stream/waited-in-vain.js';
import { ListeningSession, type SessionParts } from './listening-session.js';

const noClient = 'the DataSource is closed, or its driver opens no connections outside of a pool';

/** What keeps a process listening. */
export interface ListeningParts extends SessionParts {
  /** A client that is not connected yet; undefined if there is none to be had. */
  readonly client: () => Client | undefined;
  /** Pauses before a new attempt, in milliseconds: the first, and up to which they grow. */
  readonly pausesMs: { readonly least: number; readonly most: number };
  /** Called when it listens, and when it no longer does: something may have been missed, and others be asked more often. */
  readonly changed: () => void;
  /** Called once for each time in which it cannot listen. */
  readonly failed: (reason: unknown) => void;
}

/** Listens on a connection of its own, and again and again on a new one, until it is stopped. */
export class Listening {
  #session: ListeningSession | undefined;
  readonly #stopping = new AbortController();
  readonly #ended: Promise<void>;

  constructor(private readonly parts: ListeningParts) {
    this.#ended = this.#run();
  }

  /** The connection, while notifications come through. */
  get session(): ListeningSession | undefined {
    return this.#session;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #run(): Promise<void> {
    const { least, most } = this.parts.pausesMs;
    let pause = least;
    let told = false;
    while (!this.#stopping.signal.aborted && !this.parts.isOver()) {
      const heardItself = (): void => {
        pause = least;
        told = false;
      };
      const reason = await this.#once(heardItself);
      if (this.#stopping.signal.aborted || this.parts.isOver()) return;
      if (!told) this.parts.failed(reason);
      told = true;
      await sleep(pause, undefined, { ref: false, signal: this.#stopping.signal }).catch(() => undefined);
      pause = Math.min(pause * 2, most);
    }
  }

  /** Answers why it is over. */
  async #once(heardItself: () => void): Promise<unknown> {
    const client = this.parts.client();
    if (client === undefined) return new WaitedInVain(noClient);
    const session = new ListeningSession(client, this.parts);
    const { signal } = this.#stopping;
    const stop = (): void => void session.end();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await session.begin();
      heardItself();
      this.#session = session;
      this.parts.changed();
      return await session.last();
    } catch (reason) {
      return reason;
    } finally {
      signal.removeEventListener('abort', stop);
      const listened = this.#session !== undefined;
      this.#session = undefined;
      if (listened) this.parts.changed();
      await session.end();
    }
  }
}
