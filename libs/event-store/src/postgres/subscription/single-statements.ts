import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Committed } from '../append-connection.js';
import type { Connections } from '../connections.js';
import { isPassing } from '../database-error.js';
import type { Incarnations } from '../incarnations.js';
import { inOwnTransaction } from '../own-transaction.js';
import { confirmedBy } from '../synchronous-wait.js';

const attempts = 5;

/**
 * Runs statements that commit by themselves, under READ COMMITTED whatever the role's default is: under another one they
 * would fail instead of waiting their turn.
 */
export class SingleStatements {
  #opensTransactions: boolean;

  /** @param opensTransactions whether the role's default isolation is not READ COMMITTED */
  constructor(
    private readonly connections: Connections,
    private readonly incarnations: Incarnations,
    opensTransactions: boolean,
  ) {
    this.#opensTransactions = opensTransactions;
  }

  /** Asks a connection on which a transaction is open which server it leads to, unless that is known for ever. */
  async meet(client: PoolClient): Promise<void> {
    await this.incarnations.meetInTransaction(client);
  }

  /** In which history of the store what is about to be said was learnt: the connection to say it on may be a new one. */
  get learntIn(): string {
    return this.incarnations.current;
  }

  /** Takes note of the history in which an answer was given. */
  told(incarnation: string | null | undefined): void {
    this.incarnations.told(incarnation);
  }

  /**
   * @param answerMs after how long the connection is given up, where that is less than the store's limits allow
   * @throws what the driver throws, ConnectionLost or WaitedInVain
   */
  async send<R>(run: (client: PoolClient) => Promise<R>, answerMs?: number): Promise<Committed<R>> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.connections.use(async (client) => {
          await this.incarnations.meet(client);
          return confirmedBy(client, () => inOwnTransaction(client, this.#opensTransactions, () => run(client)));
        }, answerMs);
      } catch (error) {
        if (!isPassing(error) || attempt === attempts) throw error;
        // Others were in the way, or the default has been changed since the store was opened.
        this.#opensTransactions = true;
        await sleep(Math.random() * 2 ** attempt);
      }
    }
  }
}
