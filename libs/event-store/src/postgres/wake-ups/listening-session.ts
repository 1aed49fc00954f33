import type { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilAborted } from '../../stream/until-aborted.js';
import { ConnectionLost } from '../connection-lost.js';
import type { Statements } from '../statements.js';
import { within } from './within.js';

/** What a connection that listens says on the channel, and in which times. */
export interface SessionParts {
  readonly statements: Pick<Statements, 'listen' | 'name_listener' | 'notify'>;
  /** Said by this process to itself, to hear whether notifications come through. */
  readonly echo: string;
  /** Pauses between two echoes, in milliseconds. */
  readonly beatMs: number;
  /** How long an echo may take, and each step before the first one, in milliseconds. */
  readonly answerMs: number;
  readonly heard: (payload: string) => void;
  /** Whether nobody will listen any more; looked at with each echo. */
  readonly isOver: () => boolean;
}

/** One connection that listens, from its beginning to its loss. */
export class ListeningSession {
  readonly #lost = new AbortController();
  #echoed: (() => void) | undefined;

  constructor(
    private readonly client: Client,
    private readonly parts: SessionParts,
  ) {
    // For as long as there is the client: an error to which nobody listens would end the process.
    client.on('error', (error) => this.#lost.abort(error));
    client.on('end', () => this.#lost.abort(new ConnectionLost(undefined)));
    client.on('notification', ({ payload = '' }) => {
      if (payload === parts.echo) this.#echoed?.();
      else parts.heard(payload);
    });
  }

  /** Connects, listens, and has heard itself. Rejects with what was in the way. */
  async begin(): Promise<void> {
    const { statements, answerMs } = this.parts;
    await this.#unlessLost(within(answerMs, 'a connection', this.client.connect()));
    // It keeps no process alive that has nothing else to do. Not every driver's clients can be let go.
    (this.client as unknown as { unref?(): void }).unref?.();
    for (const { text } of [statements.name_listener, statements.listen]) {
      await this.#unlessLost(within(answerMs, 'an answer', this.client.query(text)));
    }
    await this.#beat();
  }

  /** Goes on until the connection is lost, or notifications no longer come through; rejects with the reason. */
  async last(): Promise<never> {
    const { signal } = this.#lost;
    for (;;) {
      await this.#unlessLost(sleep(this.parts.beatMs, undefined, { ref: false, signal }));
      if (this.parts.isOver()) throw new ConnectionLost(undefined);
      await this.#beat();
    }
  }

  /** Says something to those who listen in other processes. */
  async say(payload: string): Promise<void> {
    const query = this.client.query(this.parts.statements.notify.text, [payload]);
    await within(this.parts.answerMs, 'an answer', query);
  }

  /** Ends the connection, politely for a moment. */
  async end(): Promise<void> {
    this.#lost.abort(new ConnectionLost(undefined));
    await within(1_000, 'the end', this.client.end()).catch(() => undefined);
    const { connection } = this.client as { readonly connection?: { readonly stream?: { destroy?(): void } } };
    connection?.stream?.destroy?.();
  }

  // That the server answers would not do: what counts is that its notifications arrive.
  async #beat(): Promise<void> {
    const echo = new Promise<void>((resolve) => (this.#echoed = resolve));
    await this.#unlessLost(this.say(this.parts.echo));
    await this.#unlessLost(within(this.parts.answerMs, 'a notification of its own', echo));
  }

  #unlessLost<R>(work: Promise<R>): Promise<R> {
    work.catch(() => undefined);
    return untilAborted(work, this.#lost.signal);
  }
}
