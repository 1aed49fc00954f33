import type { DataSource } from 'typeorm';
import type { Ambient } from '../stream/ambient.js';
import type { EntityManager } from '../stream/transaction.js';
import type { Connections } from './connections.js';
import type { Incarnations } from './incarnations.js';
import type { QueryIn } from './query-in.js';
import type { SafePositionReader } from './safe-position-reader.js';
import { PostgresSagaStore } from './saga/postgres-saga-store.js';
import { PostgresSnapshotStore } from './snapshot/postgres-snapshot-store.js';
import type { Statements } from './statements.js';
import { PostgresSubscriptionStore } from './subscription/postgres-subscription-store.js';
import { SingleStatements } from './subscription/single-statements.js';
import type { Transactions } from './transactions.js';

/** What a store speaks with. */
export interface StoreParts {
  readonly dataSource: DataSource;
  readonly connections: Connections;
  readonly statements: Statements;
  readonly incarnations: Incarnations;
  readonly transactions: Transactions;
  readonly safePosition: SafePositionReader;
  readonly queryIn: QueryIn;
  readonly ambient: Ambient;
  /** Whether the role's default isolation is not READ COMMITTED. */
  readonly opensTransactions: boolean;
}

/** What a store keeps in the schema of the log besides the log. */
export class BesideTheLog {
  readonly subscriptions: PostgresSubscriptionStore;
  readonly snapshots: PostgresSnapshotStore;
  readonly sagas: PostgresSagaStore;

  constructor({ opensTransactions, ...parts }: StoreParts) {
    const { connections, incarnations, ambient, queryIn } = parts;
    const single = new SingleStatements(connections, incarnations, opensTransactions);
    const loadIn = (manager?: EntityManager) => queryIn(manager ?? ambient.manager?.());
    this.subscriptions = new PostgresSubscriptionStore({ ...parts, single });
    this.snapshots = new PostgresSnapshotStore({ ...parts, single, loadIn });
    this.sagas = new PostgresSagaStore({ ...parts, single });
  }
}
