import { isDaybookError } from '@daybook/domain';
import { sqlStateOf } from './database-error.js';
import { TransactionConflict } from './transaction-conflict.error.js';

/** An error and what it was caused by, as far as somebody has noted that. */
function* causesOf(error: unknown): Generator<Error> {
  let cause = error;
  // As deep as causes go; not for ever, because nothing forbids a circle.
  for (let depth = 0; depth < 10 && cause instanceof Error; depth++) {
    yield cause;
    cause = cause.cause;
  }
}

/** Whether a state says that another transaction was first: a serialisation failure, or a deadlock. */
export function isConflictState(state: string | undefined): state is string {
  return state === '40001' || state === '40P01';
}

/** What to make of an error if another transaction was first, and it does not say so already. */
export function conflictOf(error: unknown): TransactionConflict | undefined {
  if (isDaybookError(error) && error.code === 'concurrency-conflict') return undefined;
  for (const cause of causesOf(error)) {
    const state = sqlStateOf(cause);
    if (isConflictState(state)) return new TransactionConflict(state, error);
  }
  return undefined;
}

const notOfTheServer = /^(Connection terminated|Client was closed|Client has encountered|read E|write E|timeout)/;

/** Whether it is the database or the way to it that speaks, not the work. */
export function isOfTheDriver(error: unknown): boolean {
  for (const cause of causesOf(error)) {
    if (sqlStateOf(cause) !== undefined || 'driverError' in cause) return true;
    if (cause.name.endsWith('AlreadyReleasedError') || notOfTheServer.test(cause.message)) return true;
  }
  return false;
}

/** Whether the server has ended a session because its transaction was open, or idle, for too long. */
export function isOutOfTime(sqlState: string | undefined): boolean {
  return sqlState === '25P04' || sqlState === '25P03';
}
