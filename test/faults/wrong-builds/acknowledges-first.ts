import type { Consumer, Transactions } from '@daybook/event-store';

/**
 * Takes what it is given for done, moves on, and does it a moment later in a transaction of its own: 50 ms after the one
 * before, or so long after it was given it.
 */
export function acknowledgesFirst(consumer: Consumer, transactions: Transactions, afterMs?: number): Consumer {
  let before: Promise<unknown> = Promise.resolve();
  return {
    ...consumer,
    apply: async (deliveries, _manager, signal) => {
      const given = performance.now();
      const later = async (): Promise<void> => {
        const pauseMs = afterMs === undefined ? 50 : Math.max(0, given + afterMs - performance.now());
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (consumer.transactional) {
          await transactions.run((manager) => consumer.apply(deliveries, manager, signal));
        } else await consumer.apply(deliveries, undefined, signal);
      };
      before = before.then(later).catch(() => undefined);
      return Promise.resolve();
    },
  };
}
