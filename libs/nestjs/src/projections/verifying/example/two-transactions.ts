import { type EntityManager, type Transactions, verificationStatements } from '@daybook/event-store';
import type { Snapshot, Snapshots } from '../snapshots.js';
import { standingOf, type SubscriptionRecord } from '../standing.js';

/** How it goes wrong: the checkpoints are read in one transaction and the rows in the next. */
export class TwoTransactions implements Snapshots {
  constructor(
    private readonly transactions: Transactions,
    private readonly subscription: string,
  ) {}

  async take<R>(read: (manager: EntityManager | undefined) => Promise<R>): Promise<Snapshot<R>> {
    const { standing } = verificationStatements('daybook');
    const [record] = await this.transactions.run((manager) =>
      manager.query<SubscriptionRecord[]>(standing, [this.subscription]),
    );
    return this.transactions.run(async (manager) => ({
      standing: standingOf(record as SubscriptionRecord),
      read: await read(manager),
    }));
  }
}
