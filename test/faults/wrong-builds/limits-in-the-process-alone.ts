import type { Transactions } from '@daybook/event-store';
import type { DataSource } from 'typeorm';

/** Keeps the time limit of a transaction by a timer, and tells the server nothing of it. */
export function limitsInTheProcessAlone(dataSource: DataSource): Pick<Transactions, 'run'> {
  return {
    async run(work, { timeLimit = 30_000 } = {}) {
      let timer: NodeJS.Timeout | undefined;
      try {
        return await dataSource.transaction((manager) => {
          const late = new Promise<never>((_resolve, reject) => {
            timer = setTimeout(() => reject(new Error('too late')), timeLimit);
          });
          return Promise.race([work(manager), late]);
        });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
