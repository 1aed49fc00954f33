import { InvalidRead } from '../stream/invalid-read.error.js';
import { queryOn, type Query } from './connection.js';
import type { Connections } from './connections.js';
import type { Incarnations } from './incarnations.js';
import type { Statements } from './statements.js';

/**
 * Asks for the safe position, once for all who want it at the same time: `pg_locks` is not free.
 *
 * Whoever asks gets an answer that was begun after the question, so that a reader always finds what had been
 * acknowledged before. It is never kept: after a crash the sequence can step back, and what is below an old answer
 * may be in flight again.
 *
 * What is kept is the last event that readers have seen below an answer. A writer that was held up between reading the
 * sequence and taking its floor takes one from before that event, and the safe position goes back, although nothing can
 * appear there; a reader that has been told how far the log goes would then pass over what it is not shown.
 */
export class SafePositionReader {
  #running: Promise<number> | undefined;
  #next: Promise<number> | undefined;
  #seen = { position: 0, incarnation: '' };

  constructor(
    private readonly connections: Connections,
    private readonly statements: Statements,
    private readonly incarnations: Incarnations,
  ) {}

  /** @param position that of an event which a reader has seen at or below an answer: committed, it outlives a crash */
  saw(position: number): void {
    const { current: incarnation } = this.incarnations;
    const known = this.#seen.incarnation === incarnation ? this.#seen.position : 0;
    this.#seen = { position: Math.max(known, position), incarnation };
  }

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
    return this.connections.read(async (client) => {
      await this.incarnations.meet(client);
      const [row] = await queryOn(client, this.statements.safe_position, []);
      this.incarnations.told(row?.[3]);
      return Math.max(Number(row?.[0]), this.#seenBelow(Number(row?.[2])));
    });
  }

  /** @param head of the sequence: one that has gone back knows nothing of what was seen */
  #seenBelow(head: number): number {
    const { position, incarnation } = this.#seen;
    return incarnation === this.incarnations.current && position <= head ? position : 0;
  }
}

/**
 * The safe position, asked for in a transaction that the caller holds. It is at or below the floor of that transaction,
 * so that nothing which the transaction has appended itself is in the log yet.
 *
 * @throws InvalidRead the statements of the transaction share a snapshot, which may be older than the safe position
 */
export async function safePositionIn(query: Query, statements: Statements): Promise<number> {
  const [row] = await query(statements.safe_position, []);
  const isolation = row?.[1] ?? '';
  if (!/^read (un)?committed$/.test(isolation)) {
    const advice = 'Read the log before the transaction or after it, or open it under READ COMMITTED.';
    throw new InvalidRead('manager', `is of a transaction under ${isolation}, whose view of the log is older`, advice);
  }
  return Number(row?.[0]);
}
