import type { DataSource } from 'typeorm';
import type { EntityManager } from '../stream/transaction.js';
import { queryOn, type Query } from './connection.js';
import { inHeldTransaction } from './held-transaction.js';

/** How statements are run in a transaction that somebody holds, or in none. */
export type QueryIn = (manager: EntityManager | undefined) => Query;

/** @param elsewhere runs statements that are in no transaction */
export function queryIn(dataSource: DataSource, elsewhere: Query): QueryIn {
  return (manager) => {
    if (manager === undefined) return elsewhere;
    return (statement, values) =>
      inHeldTransaction(dataSource, manager, (client) => queryOn(client, statement, values));
  };
}
