import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { printable } from '../operations/streams/shown.js';

/** Where a command prints: results on one stream, everything about them on the other. */
export class Output {
  readonly #closing = new AbortController();

  constructor(
    private readonly results: Writable,
    private readonly notes: Writable,
  ) {
    for (const stream of [results, notes]) stream.on('error', (error: NodeJS.ErrnoException) => this.#failed(error));
  }

  /** Aborted when nobody reads the results any more: `daybook … | head` has seen enough. */
  get closed(): AbortSignal {
    return this.#closing.signal;
  }

  /** A line for people. Whatever it is made of, it stays one line and steers no terminal. */
  line(text = ''): void {
    this.#write(this.results, `${printable(text)}\n`);
  }

  /** A result for programs, in one line. */
  json(value: unknown): void {
    this.line(JSON.stringify(value));
  }

  /** A text as it is, for whoever keeps it; waits until there is room. */
  async text(text: string): Promise<void> {
    this.closed.throwIfAborted();
    if (!this.results.write(text)) await once(this.results, 'drain', { signal: this.closed });
  }

  /** A line about what is being done, beside the result. */
  note(text: string): void {
    this.#write(this.notes, `${printable(text)}\n`);
  }

  #write(stream: Writable, text: string): void {
    if (!this.closed.aborted) stream.write(text);
  }

  #failed(error: NodeJS.ErrnoException): void {
    if (error.code !== 'EPIPE') throw error;
    this.#closing.abort();
  }
}
