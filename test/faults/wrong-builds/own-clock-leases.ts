import type { SubscriptionStore, Transactions } from '@daybook/event-store';

/** Looks at the clock of the process to see whether the lease of another has run out. */
export function ownClockLeases(store: SubscriptionStore, transactions: Transactions, leaseMs: number): void {
  const beat = store.beat.bind(store);
  store.beat = async (heartbeat) => {
    await transactions.run(async (manager) => {
      await manager.query(
        `UPDATE daybook.subscription_segments AS kept SET owner = NULL
         FROM daybook.subscription_processes AS holder
         WHERE holder.id = kept.owner AND holder.id <> $1 AND holder.seen_at < to_timestamp($2)`,
        [heartbeat.id, (Date.now() - leaseMs) / 1_000],
      );
    });
    return beat(heartbeat);
  };
}
