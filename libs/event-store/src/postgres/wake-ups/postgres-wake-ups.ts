import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { AppendOutcomeUnknown } from '../../stream/append-outcome-unknown.error.js';
import type { WakeUps } from '../../subscription/wake-ups.js';
import { AppendFailed } from '../append-failed.error.js';
import { queryOn } from '../connection.js';
import type { Connections } from '../connections.js';
import type { Statements } from '../statements.js';
import { dedicatedClient } from './dedicated-client.js';
import { Listeners } from './listeners.js';
import { Listening } from './listening.js';
import { reasonInWords, type ListeningLost } from './listening-lost.js';
import { Notifier } from './notifier.js';
import { TransactionEnds } from './transaction-ends.js';
import { within } from './within.js';

/** What `PostgresWakeUps` are made of. */
export interface WakeUpsParts {
  readonly dataSource: DataSource;
  readonly connections: Connections;
  readonly statements: Statements;
  /** Whether a connection of its own listens for other processes, or readers ask only. Default: unless there is a pooler. */
  readonly wakeUps?: 'listen' | 'poll' | undefined;
  readonly pooled?: boolean;
  readonly onListeningLost?: ((lost: ListeningLost) => void) | undefined;
  readonly times?: Partial<WakeUpTimes> | undefined;
}

/** In milliseconds. */
export interface WakeUpTimes {
  /** In which intervals readers ask, with a connection that listens and without. */
  readonly pollMs: { readonly listening: number; readonly alone: number };
  /** Between two looks whether notifications come through, and how long that may take. */
  readonly beatMs: number;
  readonly answerMs: number;
  /** Before the listening connection is opened anew. */
  readonly pausesMs: { readonly least: number; readonly most: number };
  /** How long the connection outlives its last listener. */
  readonly lingerMs: number;
  /** How long a store that is closed waits until others have been told. */
  readonly flushMs: number;
}

const defaultTimes: WakeUpTimes = {
  pollMs: { listening: 1_000, alone: 100 },
  beatMs: 5_000,
  answerMs: 5_000,
  pausesMs: { least: 100, most: 5_000 },
  lingerMs: 1_000,
  flushMs: 1_000,
};

/**
 * Wakes the readers of the log after appends: those of this process directly, those of others by LISTEN and NOTIFY, over
 * one connection per process, which is there while somebody listens. Nothing rests on it: whoever listens also asks.
 */
export class PostgresWakeUps implements WakeUps {
  readonly #id = randomUUID().slice(0, 13);
  readonly #listeners = new Listeners();
  readonly #notifier: Notifier;
  readonly #ends = new TransactionEnds(() => this.appended());
  readonly #times: WakeUpTimes;
  readonly #listens: boolean;
  #listening: Listening | undefined;
  #lingering: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;

  constructor(private readonly parts: WakeUpsParts) {
    this.#listens = (parts.wakeUps ?? (parts.pooled === true ? 'poll' : 'listen')) === 'listen';
    this.#times = { ...defaultTimes, ...parts.times };
    this.#notifier = new Notifier({ send: () => this.#notify() });
  }

  get pollMs(): number {
    const { listening, alone } = this.#times.pollMs;
    return this.#listening?.session === undefined ? alone : listening;
  }

  /** Whether nothing will come any more: also of a DataSource that was destroyed, where nobody has closed the store. */
  get closed(): boolean {
    return this.#closing !== undefined || !this.parts.dataSource.isInitialized;
  }

  listen(wake: () => void): () => void {
    const remove = this.#listeners.add(wake);
    clearTimeout(this.#lingering);
    if (this.#listens && !this.closed) this.#listening ??= this.#begin();
    return () => {
      remove();
      if (this.#listeners.isEmpty && this.#closing === undefined) this.#linger();
    };
  }

  /** Events may have come into the log. */
  appended(): void {
    this.#listeners.tell();
    if (!this.closed) this.#notifier.tell();
  }

  /** Waits for an append, and wakes the readers unless it has certainly written nothing. */
  async after<R extends { readonly repeated: boolean }>(append: Promise<R>): Promise<R> {
    try {
      const result = await append;
      if (!result.repeated) this.appended();
      return result;
    } catch (error) {
      // The second had taken its floor when it failed, so that readers may have come no further than to that.
      if (error instanceof AppendOutcomeUnknown || error instanceof AppendFailed) this.appended();
      throw error;
    }
  }

  /** Wakes the readers when the transaction has ended that is open on a connection. */
  afterTransaction(client: PoolClient): void {
    this.#ends.follow(client);
  }

  /** Tells others of the last appends, ends the connection, and lets those who listen know that it is over. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    clearTimeout(this.#lingering);
    await within(this.#times.flushMs, 'a notification', this.#notifier.flush()).catch(() => undefined);
    this.#listeners.tell();
    await this.#listening?.stop();
    this.#listening = undefined;
  }

  async #notify(): Promise<boolean> {
    const { connections, statements } = this.parts;
    const session = this.#listening?.session;
    if (session === undefined) return connections.useSpare((client) => queryOn(client, statements.notify, [this.#id]));
    await session.say(this.#id);
    return true;
  }

  #begin(): Listening {
    const { dataSource, statements, onListeningLost } = this.parts;
    const { beatMs, answerMs, pausesMs, pollMs } = this.#times;
    const echo = `echo ${this.#id}`;
    return new Listening({
      client: () => dedicatedClient(dataSource, answerMs),
      isOver: () => this.closed,
      statements,
      echo,
      beatMs,
      answerMs,
      pausesMs,
      heard: (payload) => this.#heard(payload),
      changed: () => this.#listeners.tell(),
      failed: (reason) => onListeningLost?.({ reason: reasonInWords(reason), pollMs: pollMs.alone }),
    });
  }

  // Own appends have been told of already; an echo is for the one who has called.
  #heard(payload: string): void {
    if (payload !== this.#id && !payload.startsWith('echo ')) this.#listeners.tell();
  }

  // For a moment, because readers come and go.
  #linger(): void {
    clearTimeout(this.#lingering);
    this.#lingering = setTimeout(() => {
      void this.#listening?.stop();
      this.#listening = undefined;
    }, this.#times.lingerMs).unref();
  }
}
