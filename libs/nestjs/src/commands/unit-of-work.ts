import { isDaybookError } from '@daybook/domain';
import type { TransactionManager, TransactionOptions, Transactions } from '@daybook/event-store';
import { MessageContext } from './message/message-context.js';
import { isConflict, retryOnConflict } from './retry-on-conflict.js';
import type { TransactionContext } from './transaction-context.js';
import { Turns } from './turns.js';
import { inSavepoint } from './unit-of-work-savepoint.js';

/** How a unit of work is done. */
export interface UnitOfWorkOptions extends TransactionOptions {
  /**
   * How often the whole function is done again after a conflict, with growing, random pauses of at most 0.25 s. Default
   * 0: what it does outside of the transaction (a mail, a call) would be done again, too.
   */
  readonly retries?: number | undefined;
}

type Work<R> = (manager: TransactionManager) => Promise<R>;

/** How often a key is asked for again when another transaction has taken it in the same moment. */
const claims = 5;

/**
 * Does several things in one transaction, all of them or none: appends to any number of aggregates, and whatever the
 * application keeps in tables of its own on the same DataSource.
 *
 * Inside, repositories and the event store take part by themselves; TypeORM does by the `manager` that the function is
 * given. Readers of the log wait for a transaction that has appended: append last, and wait in it for nothing but the
 * database.
 *
 * @example
 * await unitOfWork.run(async (manager) => {
 *   await manager.save(Payout, payout);
 *   await accounts.update(from, (account) => account.withdraw(100));
 *   await accounts.update(to, (account) => account.deposit(100));
 * }, { retries: 3 });
 */
export class UnitOfWork {
  /** Copies of one request follow one another here, where they need no connection to wait. */
  readonly #turns = new Turns();

  constructor(
    private readonly transactions: Transactions,
    private readonly context: TransactionContext,
  ) {}

  /**
   * Does the work in a transaction and commits it. What the work throws rolls everything back and is thrown on.
   *
   * In a transaction that the caller is in already, its own or that of another unit of work, the work takes part in that
   * one: it is committed, rolled back, limited in time and repeated by whoever opened it, and the options do not apply.
   *
   * Under the idempotency key of the message that is being handled, the work is done once: a copy of the message is told
   * what the first one answered, which therefore is JSON data or nothing.
   *
   * @throws ConcurrencyError, TransactionConflict others were first more often than `retries`; nothing was written
   * @throws TransactionTimedOut it was not committed within `timeLimit`; nothing was written
   * @throws TransactionAborted a statement had failed, and the work went on; nothing was written
   * @throws TransactionOutcomeUnknown the connection was lost while it was being committed
   * @throws StoreUnavailable the database could not be reached; nothing was written
   * @throws IdempotencyKeyConflict, CommandAppendedTwice, AnswerNotJson the key was used otherwise, or the answer cannot
   *   be kept; nothing was written
   * @throws StoreOverloaded, InvalidTransaction, UnitOfWorkUnavailable nothing was begun
   */
  async run<R>(work: Work<R>, { retries = 0, ...options }: UnitOfWorkOptions = {}): Promise<R> {
    const outer = this.context.current();
    if (outer !== undefined) return this.#join(outer as TransactionManager, work);
    const { key, progress } = MessageContext.current ?? {};
    const startAgain = progress?.remembered();
    const attempt = (): Promise<R> => {
      startAgain?.();
      return this.#attempt(work, options);
    };
    const attempts = () => retryOnConflict(retries, attempt, isRepeatable);
    return key === undefined ? attempts() : this.#turns.take(key.key, attempts);
  }

  async #attempt<R>(work: Work<R>, options: TransactionOptions): Promise<R> {
    const positions = MessageContext.current?.progress.positions;
    let begun: TransactionManager | undefined;
    const noted: Work<R> = (manager) => {
      begun = manager;
      positions?.begun(manager);
      return work(manager);
    };
    const within: Work<R> = (manager) => this.context.run(manager, () => this.#once(manager, noted));
    const attempt = () => this.transactions.run(within, options);
    // A strict isolation level refuses a key that another transaction has just taken. Nothing has been done then.
    const answer = await retryOnConflict(claims, attempt, (error) => begun === undefined && isRepeatable(error));
    if (begun !== undefined) positions?.committed(begun);
    // Another one in the same message would be taken for a copy of this one, and never be done.
    MessageContext.current?.key?.spend(undefined);
    return answer;
  }

  /** @param manager of a transaction that somebody else has opened, and may go on with after a failure */
  async #join<R>(manager: TransactionManager, work: Work<R>): Promise<R> {
    if (MessageContext.current?.key === undefined) return work(manager);
    return inSavepoint(manager, () => this.#once(manager, work));
  }

  async #once<R>(manager: TransactionManager, work: Work<R>): Promise<R> {
    const message = MessageContext.current;
    if (message?.key === undefined) return work(manager);
    const { key, progress } = message;
    const within = () => message.withoutKey(() => work(manager));
    const { answer, position } = await this.transactions.once(manager, key.open(manager), within);
    key.spend(manager);
    progress.positions.reached(position, manager);
    return answer;
  }
}

/** Whether another writer was first, on a stream or on any other table. */
function isRepeatable(error: unknown): boolean {
  return isConflict(error) || (isDaybookError(error) && error.code === 'transaction-conflict');
}
