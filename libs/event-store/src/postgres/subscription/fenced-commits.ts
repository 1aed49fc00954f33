import type { DataSource } from 'typeorm';
import { isDaybookError } from '@daybook/domain';
import { StoreUnavailable } from '../../stream/store-unavailable.error.js';
import type { EntityManager } from '../../stream/transaction.js';
import { checkProgress } from '../../subscription/check-subscription.js';
import { LeaseLost } from '../../subscription/lease-lost.error.js';
import type { Progress } from '../../subscription/progress.js';
import type { Lease } from '../../subscription/segment.js';
import { queryOn } from '../connection.js';
import { isRefusal } from '../database-error.js';
import { inHeldTransaction } from '../held-transaction.js';
import { reading } from '../read-error.js';
import type { Statements } from '../statements.js';
import { TransactionOutcomeUnknown } from '../transaction-outcome-unknown.error.js';
import type { Transactions } from '../transactions.js';
import { progressValues } from './progress-values.js';
import type { SingleStatements } from './single-statements.js';

/** What commits are made with. */
export interface FencedCommitsParts {
  readonly dataSource: DataSource;
  readonly statements: Statements;
  readonly single: SingleStatements;
  readonly transactions: Transactions;
  /** After so many milliseconds a batch's transaction is ended, here and by the server. */
  readonly timeLimit: number;
}

/** Moves checkpoints, under the fence that each lease is. */
export class FencedCommits {
  constructor(private readonly parts: FencedCommitsParts) {}

  async commit(lease: Lease, work: (manager: EntityManager) => Promise<Progress>): Promise<Lease> {
    const { dataSource, statements, single, transactions, timeLimit } = this.parts;
    return transactions.run(
      async (manager) => {
        // First: the work asks in which history the store is, and that has to be the one to which it writes.
        await reading('meeting the server', () =>
          inHeldTransaction(dataSource, manager, (client) => single.meet(client)),
        );
        const progress = await work(manager);
        checkProgress(lease, progress);
        // Last: from here to the commit nobody else can take the segment, and this process may be stopped.
        const rows = await reading('moving a checkpoint', () =>
          inHeldTransaction(dataSource, manager, (client) =>
            queryOn(client, statements.advance_segment, progressValues(lease, progress)),
          ),
        );
        return advanced(lease, progress, rows[0]?.[0]);
      },
      { timeLimit },
    );
  }

  async advance(lease: Lease, progress: Progress): Promise<Lease> {
    checkProgress(lease, progress);
    const { statements, single } = this.parts;
    const values = progressValues(lease, progress);
    let sent = false;
    try {
      const { result, unconfirmed } = await single.send((client) => {
        sent = true;
        return queryOn(client, statements.advance_segment, values);
      });
      const moved = advanced(lease, progress, result[0]?.[0]);
      if (unconfirmed !== undefined) throw new TransactionOutcomeUnknown(unconfirmed);
      return moved;
    } catch (error) {
      if (isDaybookError(error)) throw error;
      throw sent && !isRefusal(error)
        ? new TransactionOutcomeUnknown(error)
        : new StoreUnavailable('moving a checkpoint', error);
    }
  }
}

function advanced(lease: Lease, { position }: Progress, stands: string | null | undefined): Lease {
  if (stands !== 't') throw new LeaseLost(lease.subscription, lease.segment, lease.epoch);
  return { ...lease, position };
}
