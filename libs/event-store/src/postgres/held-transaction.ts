import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { InvalidAppend } from '../stream/invalid-append.error.js';
import type { EntityManager } from '../stream/transaction.js';

const lastOn = new WeakMap<QueryRunner, Promise<unknown>>();

/**
 * Runs a statement on the connection of a transaction that the caller holds, after those that were begun on it before:
 * a connection takes one at a time, whatever the caller does in parallel.
 *
 * @throws InvalidAppend the manager is not in a transaction, or belongs to another DataSource
 */
export async function inHeldTransaction<R>(
  dataSource: DataSource,
  manager: EntityManager,
  run: (client: PoolClient) => Promise<R>,
): Promise<R> {
  const runner = manager.queryRunner as QueryRunner | undefined;
  if (manager.connection !== dataSource) {
    throw new InvalidAppend('manager', 'belongs to another DataSource than the store', "Give one of the store's own.");
  }
  if (runner === undefined || !runner.isTransactionActive) {
    const advice =
      'Give the manager that dataSource.transaction() hands you, or one of a QueryRunner after startTransaction().';
    throw new InvalidAppend('manager', 'is in no transaction', advice);
  }
  const before = lastOn.get(runner) ?? Promise.resolve();
  const result = before.then(async () => run((await runner.connect()) as PoolClient));
  lastOn.set(
    runner,
    result.catch(() => undefined),
  );
  return result;
}
