import type { TransactionManager } from '@daybook/event-store';

/**
 * Does work behind a savepoint and goes back to it when the work fails, so that whoever holds the transaction and goes
 * on does not keep half of it.
 */
export async function inSavepoint<R>(manager: TransactionManager, work: () => Promise<R>): Promise<R> {
  await manager.query('SAVEPOINT daybook_unit_of_work');
  try {
    const result = await work();
    await manager.query('RELEASE SAVEPOINT daybook_unit_of_work');
    return result;
  } catch (error) {
    // The error is what counts; on a lost connection nothing is kept anyway.
    await manager.query('ROLLBACK TO SAVEPOINT daybook_unit_of_work').catch(() => undefined);
    throw error;
  }
}
