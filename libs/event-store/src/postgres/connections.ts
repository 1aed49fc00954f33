import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { StoreOverloaded } from '../stream/store-overloaded.error.js';
import { WaitedInVain } from '../stream/waited-in-vain.js';
import { withinAnswerLimit } from './answer-limit.js';
import { onConnection } from './connection.js';
import { poolInWords } from './pool-in-words.js';
import { hasSpare, poolSizeOf } from './pool-size.js';
import type { WaitingLimits } from './waiting-limits.js';

interface Waiting {
  readonly resolve: (runner: QueryRunner) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * The connections that the store takes from the DataSource's pool, always to the primary, and nobody waits for one or
 * for its answer longer than the limits say.
 *
 * The pool itself lets everybody wait for ever and forgets nobody, so that it is never asked for more than it can give:
 * the others wait here. What comes for one who has gone serves the next, or goes back.
 */
export class Connections {
  readonly #waiting = new Set<Waiting>();
  /** Those before whom all others wait. */
  readonly #hurrying = new Set<Waiting>();
  /** When each call in flight was begun. */
  readonly #inFlight = new Set<{ readonly since: number }>();
  /** How many there are at most, for the store and everybody else. */
  readonly poolSize: number;
  #asked = 0;

  constructor(
    private readonly dataSource: DataSource,
    readonly limits: WaitingLimits,
  ) {
    this.poolSize = poolSizeOf(dataSource);
  }

  /**
   * Runs work on a connection.
   *
   * @param answerMs for how long an answer is waited for, where that is less than the limits allow: whoever is in such a hurry
   *   comes before all who wait for a connection
   * @throws WaitedInVain no connection came in time, and the work was not begun; or it was, and there was no answer
   * @throws ConnectionLost, or what the driver throws
   */
  async use<R>(work: (client: PoolClient) => Promise<R>, answerMs = Infinity): Promise<R> {
    const runner = await this.take(answerMs < Infinity);
    const call = { since: performance.now() };
    this.#inFlight.add(call);
    try {
      const client = (await runner.connect()) as PoolClient;
      return await withinAnswerLimit(client, Math.min(answerMs, this.limits.answerMs), () =>
        onConnection(client, work),
      );
    } finally {
      this.#inFlight.delete(call);
      await runner.release();
    }
  }

  /** Runs work on a connection that nobody else wants at the moment; answers false if there is none, and does nothing. */
  async useSpare(work: (client: PoolClient) => Promise<unknown>): Promise<boolean> {
    if (this.#waiting.size + this.#hurrying.size > 0 || !hasSpare(this.dataSource)) return false;
    await this.use(work);
    return true;
  }

  /**
   * Runs a read on a connection.
   *
   * @throws StoreOverloaded as many callers as may wait are waiting
   */
  async read<R>(work: (client: PoolClient) => Promise<R>): Promise<R> {
    this.#refuseCrowd('reading');
    return this.use(work);
  }

  /**
   * A connected runner for a transaction.
   *
   * @throws StoreOverloaded as many callers as may wait are waiting
   * @throws WaitedInVain no connection came in time
   */
  async forTransaction(): Promise<QueryRunner> {
    this.#refuseCrowd('opening a transaction');
    return this.take();
  }

  #refuseCrowd(operation: string): void {
    const { size } = this.#waiting;
    if (size >= this.limits.waiting) throw new StoreOverloaded(operation, size, this.inWords());
  }

  /** Why there is no connection at the moment. */
  inWords(): string {
    const [oldest] = this.#inFlight;
    const longestMs = oldest === undefined ? 0 : performance.now() - oldest.since;
    return poolInWords(this.dataSource, { connections: this.#inFlight.size, longestMs });
  }

  /**
   * A connected runner, for whoever gives it back himself.
   *
   * @param isInHurry whether it comes before all who wait
   * @throws WaitedInVain none came in time
   */
  async take(isInHurry = false): Promise<QueryRunner> {
    const among = isInHurry ? this.#hurrying : this.#waiting;
    const { waitMs } = this.limits;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise<QueryRunner>((resolve, reject) => {
        const waiting = { resolve, reject };
        among.add(waiting);
        timer = setTimeout(() => {
          among.delete(waiting);
          reject(new WaitedInVain(`no connection came within ${waitMs} ms: ${this.inWords()}`, waitMs));
        }, waitMs);
        timer.unref();
        this.#ask();
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Asks the pool, unless everything that it has is asked for: what has been asked cannot be taken back. */
  #ask(): void {
    if (this.#asked >= this.poolSize) return;
    this.#asked++;
    const runner = this.dataSource.createQueryRunner('master');
    runner.connect().then(
      () => this.#arrived((waiting) => waiting.resolve(runner)) || void runner.release(),
      (error: unknown) => this.#arrived((waiting) => waiting.reject(this.#reasonOf(error))),
    );
  }

  // The pool's own time-outs have no code by which they could be told; what they say is of the pool alone.
  #reasonOf(error: unknown): unknown {
    const isPools = error instanceof Error && !('code' in error) && /timeout/.test(error.message);
    return isPools ? new WaitedInVain(`the pool's own time for connecting was up: ${this.inWords()}`) : error;
  }

  /** Tells the one who has waited longest; answers whether there was somebody. */
  #arrived(tell: (waiting: Waiting) => void): boolean {
    this.#asked--;
    const [first] = this.#hurrying.size > 0 ? this.#hurrying : this.#waiting;
    if (first !== undefined) {
      this.#hurrying.delete(first);
      this.#waiting.delete(first);
      tell(first);
    }
    if (this.#waiting.size + this.#hurrying.size > this.#asked) this.#ask();
    return first !== undefined;
  }
}
