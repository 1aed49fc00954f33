import type { PoolClient } from 'pg';
import type { EntityManager, QueryRunner } from 'typeorm';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { ConnectionLost } from './connection-lost.js';
import { queryOn, type Query } from './connection.js';
import { closeHeldTransaction } from './held-transaction.js';
import type { Statements } from './statements.js';
import { confirmedBy } from './synchronous-wait.js';
import { TransactionAborted } from './transaction-aborted.error.js';
import { TransactionConflict } from './transaction-conflict.error.js';
import { conflictOf, isConflictState, isOfTheDriver, isOutOfTime } from './transaction-error.js';
import { TransactionOutcomeUnknown } from './transaction-outcome-unknown.error.js';
import { TransactionTimedOut } from './transaction-timed-out.error.js';
import { TransactionWatch } from './transaction-watch.js';
import type { IsolationLevel } from './transactions.js';

/** What a transaction is opened with. */
export interface TransactionParts {
  readonly statements: Statements;
  readonly isolation: IsolationLevel;
  readonly timeLimit: number;
  /** Runs a statement on another connection. */
  readonly elsewhere: Query;
}

const usualIsolation: IsolationLevel = 'READ COMMITTED';
/** The stores' statements where a transaction is under another level unless it says so. */
const unusual = new WeakSet<Statements>();

/** A transaction of our own, from its begin to its end, whichever end that is. */
export class OpenTransaction {
  readonly #begun = performance.now();
  readonly #givenUp: Promise<never>;
  #giveUp!: (reason: Error) => void;
  #phase: 'working' | 'committing' | 'ended' = 'working';
  #timer: NodeJS.Timeout | undefined;
  /** By what its server's side is found again: the process, and when it was begun. */
  #backend: readonly unknown[] = [];

  private constructor(
    private readonly runner: QueryRunner,
    private readonly client: PoolClient,
    private readonly watch: TransactionWatch,
    private readonly parts: TransactionParts,
  ) {
    this.#givenUp = new Promise((_resolve, reject) => (this.#giveUp = reject));
    // Whoever races against it hears of it; afterwards nobody does.
    this.#givenUp.catch(() => undefined);
    this.#limit();
  }

  /** @param runner connected; given back with the transaction's end, also if it cannot be begun */
  static async begin(runner: QueryRunner, parts: TransactionParts): Promise<OpenTransaction> {
    const client = (await runner.connect()) as PoolClient;
    const transaction = new OpenTransaction(runner, client, new TransactionWatch(client), parts);
    try {
      await Promise.race([transaction.#begin(), transaction.#givenUp]);
      return transaction;
    } catch (error) {
      transaction.#discard();
      await transaction.release();
      throw new StoreUnavailable('opening a transaction', error);
    }
  }

  /** Does work in the transaction, and waits for it no longer when the time is over. */
  async within<R>(work: (manager: EntityManager) => Promise<R>): Promise<R> {
    // In a callback, so that what is thrown at once is a rejection like any other.
    const done = Promise.resolve().then(() => work(this.runner.manager));
    return Promise.race([done, this.#givenUp]);
  }

  async commit(): Promise<void> {
    await Promise.race([closeHeldTransaction(this.runner), this.#givenUp]);
    // The timer has had no chance yet if the event loop was blocked.
    if (this.#isLate) throw this.#expire();
    if (this.runner.isReleased) throw new StoreUnavailable('a transaction', new ConnectionLost(undefined));
    if (!this.watch.isOpen) throw new TransactionAborted(undefined);
    if (this.watch.isAborted) throw this.#aborted();
    this.#phase = 'committing';
    // It has a time of its own: whoever gives it up while it is under way knows nothing of its outcome.
    this.#limit();
    const { unconfirmed } = await confirmedBy(this.client, () => Promise.race([this.#commit(), this.#givenUp]));
    if (this.watch.endedInRollback) throw this.#aborted();
    this.#phase = 'ended';
    if (unconfirmed !== undefined) throw new TransactionOutcomeUnknown(unconfirmed);
  }

  /** Rolls back what is to be rolled back, and answers what the caller is told. */
  async fail(error: unknown): Promise<unknown> {
    if (this.#phase === 'ended') return error;
    const survives = await this.#rollBack();
    const isOfTheDatabase = isOfTheDriver(error);
    if (isOutOfTime(this.watch.lastRefusal) || (this.#phase === 'working' && this.#isLate && isOfTheDatabase)) {
      return this.#timedOut(error);
    }
    if (!survives && this.#phase === 'committing') return new TransactionOutcomeUnknown(error);
    const lost = !survives && isOfTheDatabase;
    return conflictOf(error) ?? (lost ? new StoreUnavailable('a transaction', error) : error);
  }

  async release(): Promise<void> {
    clearTimeout(this.#timer);
    this.watch.stop();
    await this.runner.release();
  }

  async #begin(): Promise<void> {
    const { statements, isolation, timeLimit } = this.parts;
    // Left open by whoever had the connection before: everything that is written would go down with it.
    if (this.client.getTransactionStatus?.() !== 'I') await this.client.query('ROLLBACK');
    for (;;) {
      // By default it is that of the server, which then need not be told: a round trip less for each batch of a reader.
      const isTold = isolation !== usualIsolation || unusual.has(statements);
      await this.runner.startTransaction(isTold ? isolation : undefined);
      const [row = []] = await queryOn(this.client, statements.limit_transaction, [timeLimit]);
      this.#backend = row.slice(0, 2);
      if (isTold || row[2] === usualIsolation.toLowerCase()) return;
      unusual.add(statements);
      await this.runner.rollbackTransaction();
    }
  }

  async #commit(): Promise<void> {
    // More than once, if the work has left a transaction within the transaction open.
    while (this.runner.isTransactionActive) await this.runner.commitTransaction();
  }

  /** Answers whether the connection has survived. */
  async #rollBack(): Promise<boolean> {
    try {
      while (this.runner.isTransactionActive) await this.runner.rollbackTransaction();
      if (!this.runner.isReleased) return true;
    } catch {
      // Then it ends with its connection.
    }
    this.#discard();
    return false;
  }

  #limit(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#expire(), this.parts.timeLimit);
  }

  get #openMs(): number {
    return Math.round(performance.now() - this.#begun);
  }

  get #isLate(): boolean {
    return this.#openMs >= this.parts.timeLimit;
  }

  #expire(): Error {
    const reason = this.#phase === 'working' ? this.#timedOut() : new TransactionOutcomeUnknown(this.#timedOut());
    this.#phase = 'ended';
    this.#discard();
    this.#giveUp(reason);
    // A statement does not notice that its client has gone. The server ends it in time, but for versions before 17.
    const { elsewhere, statements } = this.parts;
    if (this.#backend.length > 0) void elsewhere(statements.end_transaction, this.#backend).catch(() => undefined);
    return reason;
  }

  /** Ends the connection, and the transaction with it: the work may still be busy there, or nobody knows how it is. */
  #discard(): void {
    void this.client.end().catch(() => undefined);
    void this.runner.release();
  }

  #timedOut(cause?: unknown): TransactionTimedOut {
    return new TransactionTimedOut(this.#openMs, this.parts.timeLimit, cause);
  }

  #aborted(): Error {
    const state = this.watch.lastRefusal;
    return isConflictState(state) ? new TransactionConflict(state, undefined) : new TransactionAborted(state);
  }
}
