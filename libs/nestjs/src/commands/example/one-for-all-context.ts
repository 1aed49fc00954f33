import type { EntityManager } from '@daybook/event-store';
import { TransactionContext } from '../transaction-context.js';

/** A wrong build: the transaction in a field, which every request of the process shares. */
export class OneForAllContext extends TransactionContext {
  #manager: EntityManager | undefined;

  current(): EntityManager | undefined {
    return this.#manager;
  }

  async run<R>(manager: EntityManager | undefined, work: () => Promise<R>): Promise<R> {
    const before = this.#manager;
    this.#manager = manager;
    try {
      return await work();
    } finally {
      this.#manager = before;
    }
  }
}
