import type { EntityManager } from 'typeorm';
import type { Idempotency } from '../stream/idempotency.js';
import type { EntityManager as HeldManager } from '../stream/transaction.js';

/** TypeORM's manager of a transaction, for those who do not import TypeORM. */
export type TransactionManager = EntityManager;

/** The isolation levels that PostgreSQL has. */
export type IsolationLevel = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

/** How a transaction is opened. */
export interface TransactionOptions {
  /** Default `READ COMMITTED`, whatever the role's default is. */
  readonly isolation?: IsolationLevel | undefined;
  /** After so many milliseconds the transaction is ended, whatever it is doing. Default 30,000. */
  readonly timeLimit?: number | undefined;
}

/** What has come of work under a key. */
export interface KeyedOutcome<R> {
  readonly answer: R;
  /** The highest position that was appended at, now or then; 0 if nothing was appended. */
  readonly position: number;
  /** True if it had been done before, and was not done now. */
  readonly repeated: boolean;
}

/**
 * Transactions in which appends and an application's own tables are kept together, on the store's DataSource.
 *
 * Readers of the log wait for every transaction that has appended, so that none may stay open for ever: it has a time
 * limit, which the server keeps as well, in case the process is not there any more, or not awake.
 *
 * @example
 * await store.transactions.run(async (manager) => {
 *   await manager.save(Invoice, invoice);
 *   await store.append(`invoice-${invoice.id}`, [InvoiceSent.of({})], { expected: 'any', manager });
 * });
 */
export interface Transactions {
  /**
   * Does work in a transaction of its own, which is committed when the work is done and rolled back when it fails. What
   * it throws is thrown on; the errors below take its place.
   *
   * @throws TransactionTimedOut it was not committed in time; nothing was written
   * @throws TransactionConflict another transaction was first (SQLSTATE 40001, 40P01); nothing was written
   * @throws TransactionAborted a statement had failed, and the work went on; nothing was written
   * @throws TransactionOutcomeUnknown the connection was lost while it was being committed
   * @throws StoreUnavailable no connection was to be had, or it was lost before the commit; nothing was written
   * @throws StoreOverloaded, InvalidTransaction too many are waiting, or an option is not valid; nothing was begun
   */
  run<R>(work: (manager: TransactionManager) => Promise<R>, options?: TransactionOptions): Promise<R>;

  /**
   * Does work in a transaction that is open already, once under a key: a repetition is told what the first one answered,
   * and nothing is done. Another transaction that has taken the key and not ended yet is waited for. The key stands and
   * falls with the transaction; if the work fails, roll back.
   *
   * @param work answers JSON data, or nothing
   * @throws IdempotencyKeyConflict the key was used with another fingerprint
   * @throws AnswerNotJson the answer cannot be kept
   */
  once<R>(manager: HeldManager, idempotency: Idempotency, work: () => Promise<R>): Promise<KeyedOutcome<R>>;
}
