import type { PostgresEventStore, TransactionManager } from '@daybook/event-store';
import type { DataSource } from 'typeorm';

/** Does work under a key until it is told how it ended. Answers whether it had been done before. */
export type DoWork = (key: string, work: (manager: TransactionManager) => Promise<void>) => Promise<boolean>;

/** As it is shipped. */
export function keptOnce({ transactions }: PostgresEventStore): DoWork {
  return async (key, work) => {
    const { repeated } = await transactions.run((manager) =>
      transactions.once(manager, { key, fingerprint: 'the same' }, () => work(manager)),
    );
    return repeated;
  };
}

/** A transaction without a key: whoever repeats it does everything a second time. */
export function withoutKey({ transactions }: PostgresEventStore): DoWork {
  return async (_key, work) => {
    await transactions.run(work);
    return false;
  };
}

/** Takes a lost answer to a commit for a commit. */
export function saysCommitted(dataSource: DataSource): DoWork {
  return async (_key, work) => {
    let done = false;
    const noted = async (manager: TransactionManager): Promise<void> => {
      await work(manager);
      done = true;
    };
    await dataSource.transaction(noted).catch((error: unknown) => {
      if (!done) throw error;
    });
    return false;
  };
}
