import type { EntityManager, PostgresEventStore } from '@daybook/event-store';
import type { Snapshot, Snapshots } from '../snapshots.js';
import { inlineStanding } from '../standing.js';

/** How it goes wrong: inline rows are taken for those of the head, and not for those that their snapshot sees. */
export class HeadOnly implements Snapshots {
  constructor(private readonly store: PostgresEventStore) {}

  async take<R>(read: (manager: EntityManager | undefined) => Promise<R>): Promise<Snapshot<R>> {
    const head = await this.store.head();
    return this.store.transactions.run(
      async (manager) => ({ standing: inlineStanding(head, []), read: await read(manager) }),
      { isolation: 'REPEATABLE READ' },
    );
  }
}
