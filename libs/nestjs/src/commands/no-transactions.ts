import type { Transactions } from '@daybook/event-store';
import { UnitOfWorkUnavailable } from './unit-of-work-unavailable.error.js';

/** What a unit of work has where the store has no transactions. */
export class NoTransactions implements Transactions {
  /** @param storeName the class of the store */
  constructor(private readonly storeName: string) {}

  async run(): Promise<never> {
    throw new UnitOfWorkUnavailable(this.storeName);
  }

  async once(): Promise<never> {
    throw new UnitOfWorkUnavailable(this.storeName);
  }
}
