import type { EntityManager } from '@daybook/event-store';

/**
 * The port that carries a transaction from where it is opened to where something is read or written in it, so that the
 * functions in between need not hand on its manager. `AsyncLocalTransactionContext` unless `forRoot` says otherwise.
 *
 * @example
 * // The transactions of nestjs-cls: what is appended within them commits or rolls back with them.
 * class ClsTransactionContext extends TransactionContext {
 *   constructor(private readonly host: TransactionHost) { super(); }
 *   current() { return this.host.isTransactionActive() ? this.host.tx : undefined; }
 *   …
 * }
 */
export abstract class TransactionContext {
  /** The manager of the transaction that the caller is in; undefined if it is in none. */
  abstract current(): EntityManager | undefined;

  /** Runs work as part of a transaction, or, with undefined, as part of none. */
  abstract run<R>(manager: EntityManager | undefined, work: () => Promise<R>): Promise<R>;
}
