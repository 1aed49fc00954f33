import { queryOn, withConnection } from './connection.js';
import type { DataSource } from 'typeorm';
import type { Statements } from './statements.js';

/**
 * Asks for the safe position, once for all who want it at the same time: `pg_locks` is not free.
 *
 * Whoever asks gets an answer that was begun after the question, so that a reader always finds what had been
 * acknowledged before. It is never kept: after a crash the sequence can step back, and what is below an old answer
 * may be in flight again.
 */
export class SafePositionReader {
  #running: Promise<number> | undefined;
  #next: Promise<number> | undefined;

  constructor(
    private readonly dataSource: DataSource,
    private readonly statements: Statements,
  ) {}

  read(): Promise<number> {
    if (this.#running === undefined) return this.#start();
    // One is on its way, begun before this question; all who come meanwhile share the one after it.
    this.#next ??= this.#running.then(
      () => this.#start(),
      () => this.#start(),
    );
    return this.#next;
  }

  #start(): Promise<number> {
    this.#next = undefined;
    const running = this.#ask().finally(() => {
      if (this.#running === running) this.#running = undefined;
    });
    this.#running = running;
    return running;
  }

  #ask(): Promise<number> {
    return withConnection(this.dataSource, async (client) => {
      const rows = await queryOn(client, this.statements.safe_position, []);
      return Number(rows[0]?.[0]);
    });
  }
}
