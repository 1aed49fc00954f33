import { isDaybookError } from '@daybook/domain';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Idempotency } from '../stream/idempotency.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import type { EntityManager as HeldManager } from '../stream/transaction.js';
import { queryOn, type Query } from './connection.js';
import type { Connections } from './connections.js';
import { inHeldTransaction } from './held-transaction.js';
import { InvalidTransaction } from './invalid-transaction.error.js';
import { type HeldAppends, onceUnderKey } from './keyed-work.js';
import { OpenTransaction, type TransactionParts } from './open-transaction.js';
import type { KeyedOutcome, TransactionManager, TransactionOptions, Transactions } from './transactions.js';

/** What the store's transactions are made of. */
export interface TransactionsParts extends Pick<TransactionParts, 'statements' | 'elsewhere'> {
  readonly dataSource: DataSource;
  readonly connections: Connections;
  readonly appends: HeldAppends;
}

const defaultTimeLimit = 30_000;
const longestTimeLimit = 2 ** 31 - 1;
const levels: readonly string[] = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'];

/** Transactions on connections from the store's pool. */
export class PostgresTransactions implements Transactions {
  constructor(private readonly parts: TransactionsParts) {}

  async run<R>(work: (manager: TransactionManager) => Promise<R>, options: TransactionOptions = {}): Promise<R> {
    const { isolation = 'READ COMMITTED', timeLimit = defaultTimeLimit } = options;
    check(isolation, timeLimit);
    const { statements, elsewhere } = this.parts;
    const runner = await this.#connected();
    const transaction = await OpenTransaction.begin(runner, { statements, elsewhere, isolation, timeLimit });
    try {
      const result = await transaction.within(work);
      await transaction.commit();
      return result;
    } catch (error) {
      throw await transaction.fail(error);
    } finally {
      await transaction.release();
    }
  }

  async once<R>(manager: HeldManager, idempotency: Idempotency, work: () => Promise<R>): Promise<KeyedOutcome<R>> {
    const { dataSource, statements, appends } = this.parts;
    const query: Query = (statement, values) =>
      inHeldTransaction(dataSource, manager, (client) => queryOn(client, statement, values));
    return appends.during(manager.queryRunner, (account) =>
      onceUnderKey(idempotency, query, statements, account, work),
    );
  }

  async #connected(): Promise<QueryRunner> {
    try {
      return await this.parts.connections.forTransaction();
    } catch (error) {
      throw isDaybookError(error) ? error : new StoreUnavailable('opening a transaction', error);
    }
  }
}

function check(isolation: string, timeLimit: number): void {
  if (!levels.includes(isolation)) throw new InvalidTransaction('isolation', isolation, `one of ${levels.join(', ')}`);
  if (!Number.isInteger(timeLimit) || timeLimit < 1 || timeLimit > longestTimeLimit) {
    throw new InvalidTransaction('timeLimit', timeLimit, 'a whole number of milliseconds, at least 1');
  }
}
