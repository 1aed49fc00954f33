import { isDaybookError } from '@daybook/domain';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { conflictOf } from './transaction-error.js';

/**
 * Runs a read, and says in Daybook's words what the driver says in its own.
 *
 * @throws TransactionConflict it is part of a transaction, and another one was first
 * @throws StoreUnavailable
 */
export async function reading<R>(operation: string, read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (error) {
    if (isDaybookError(error)) throw error;
    throw conflictOf(error) ?? new StoreUnavailable(operation, error);
  }
}
