import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { InvalidAppend } from '../stream/invalid-append.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import type { EntityManager } from '../stream/transaction.js';
import { ConnectionLost } from './connection-lost.js';

const lastOn = new WeakMap<QueryRunner, Promise<unknown>>();
const ending = new WeakSet<QueryRunner>();

/**
 * Runs a statement on the connection of a transaction that the caller holds, after those that were begun on it before:
 * a connection takes one at a time, whatever the caller does in parallel.
 *
 * @throws InvalidAppend the manager is not in a transaction, or belongs to another DataSource
 * @throws StoreUnavailable its connection was lost
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
  assertOpen(runner);
  if (ending.has(runner)) throw notOpen();
  const before = lastOn.get(runner) ?? Promise.resolve();
  const result = before.then(async () => {
    const client = (await runner.connect()) as PoolClient;
    // Looked at again with nothing in between: on a connection that was given back, somebody else may be at work.
    assertOpen(runner);
    return run(client);
  });
  lastOn.set(
    runner,
    result.catch(() => undefined),
  );
  return result;
}

/** Waits for what was begun in a transaction that is about to be committed, and refuses what would come after that. */
export async function closeHeldTransaction(runner: QueryRunner): Promise<void> {
  ending.add(runner);
  await lastOn.get(runner);
}

function assertOpen(runner: QueryRunner | undefined): asserts runner is QueryRunner {
  if (runner === undefined || !runner.isTransactionActive) throw notOpen();
  // In the middle of the transaction, which nobody does by intention: TypeORM gives lost connections up.
  if (runner.isReleased) throw new StoreUnavailable('a transaction', new ConnectionLost(undefined));
}

function notOpen(): InvalidAppend {
  const advice =
    'Give the manager that dataSource.transaction() hands you, or one of a QueryRunner after startTransaction(), and ' +
    'await everything that is done with it.';
  return new InvalidAppend('manager', 'is in no transaction', advice);
}
