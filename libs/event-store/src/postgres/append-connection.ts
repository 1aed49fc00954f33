import type { PoolClient } from 'pg';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import type { Connections } from './connections.js';
import { isWrongIsolation } from './database-error.js';
import type { Incarnations } from './incarnations.js';
import { inOwnTransaction } from './own-transaction.js';
import { confirmedBy } from './synchronous-wait.js';

/** How a statement that commits by itself has ended. */
export interface Committed<R> {
  readonly result: R;
  /** Why the synchronous standby has not confirmed the commit, if it has not. */
  readonly unconfirmed?: Error;
}

/** Sends appends in transactions of their own, over the connections of the store. */
export class AppendConnection {
  #opensTransactions: boolean;

  /** @param opensTransactions whether the role's default isolation is not READ COMMITTED */
  constructor(
    private readonly connections: Connections,
    readonly incarnations: Incarnations,
    opensTransactions: boolean,
  ) {
    this.#opensTransactions = opensTransactions;
  }

  /**
   * @throws StoreUnavailable no connection was to be had: nothing has been sent
   * @throws ConnectionLost, WaitedInVain, or what the driver throws, once the statement has been sent
   */
  async send<R>(run: (client: PoolClient) => Promise<R>): Promise<Committed<R>> {
    let sent = false;
    try {
      return await this.connections.use(async (client) => {
        await this.incarnations.meet(client);
        sent = true;
        return confirmedBy(client, () => inOwnTransaction(client, this.#opensTransactions, () => run(client)));
      });
    } catch (error) {
      if (isWrongIsolation(error) && !this.#opensTransactions) {
        // The default has been changed since the store was opened; the function has refused to begin.
        this.#opensTransactions = true;
        return this.send(run);
      }
      throw sent ? error : new StoreUnavailable('appending', error);
    }
  }
}
