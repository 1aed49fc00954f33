import { InvalidSaga } from '../../saga/invalid-saga.error.js';
import type { EntityManager } from '../../stream/transaction.js';

/** The manager of a transaction, where there has to be one. Throws InvalidSaga. */
export function needed(manager: EntityManager | undefined): EntityManager {
  if (manager !== undefined) return manager;
  const advice = 'Give the one of the transaction in which the checkpoint is moved, or use change().';
  throw new InvalidSaga('manager', 'is missing', advice);
}
