import { DaybookError } from '@daybook/domain';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';

/** Runs a read, and says in Daybook's words what the driver says in its own. */
export async function reading<R>(operation: string, read: () => Promise<R>): Promise<R> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof DaybookError ? error : new StoreUnavailable(operation, error);
  }
}
