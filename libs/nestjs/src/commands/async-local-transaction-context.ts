import type { EntityManager } from '@daybook/event-store';
import { AsyncLocalStorage } from 'node:async_hooks';
import { TransactionContext } from './transaction-context.js';

/** Carries the transaction by Node's AsyncLocalStorage: across every await, and never into a request beside. */
export class AsyncLocalTransactionContext extends TransactionContext {
  readonly #storage = new AsyncLocalStorage<EntityManager | undefined>();

  current(): EntityManager | undefined {
    return this.#storage.getStore();
  }

  run<R>(manager: EntityManager | undefined, work: () => Promise<R>): Promise<R> {
    return this.#storage.run(manager, work);
  }
}
