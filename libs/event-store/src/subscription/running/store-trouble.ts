import { isDaybookError } from '@daybook/domain';

const passing: ReadonlySet<string> = new Set([
  'store-unavailable',
  'store-overloaded',
  'store-closed',
  'transaction-conflict',
  'transaction-timed-out',
  'transaction-outcome-unknown',
  'append-outcome-unknown',
  'saga-conflict',
  // Of another release than the one that may append; it is about to end.
  'unknown-inline-projection',
  'try-again-later',
]);

/**
 * SQLSTATEs that tell of the server and not of what it was asked: no connection, another transaction was first, no room,
 * shutting down, a standby. A statement that was cancelled for its length (57014) is not among them.
 */
const passingState = /^(08...|25006|40...|53...|55P03|57P..|58...)$/;

/** Whether an error is of the store and not of the event: the same event may well succeed later. */
export function isPassing(error: unknown): boolean {
  // As deep as causes go; not for ever, because nothing forbids a circle.
  for (let cause = error, depth = 0; cause instanceof Error && depth < 10; cause = cause.cause, depth++) {
    if (isDaybookError(cause)) return passing.has(cause.code);
    if ('code' in cause && typeof cause.code === 'string' && passingState.test(cause.code)) return true;
  }
  return false;
}

/** Whether an error says that a lease stands no longer. */
export function isLeaseLost(error: unknown): boolean {
  return isDaybookError(error) && error.code === 'lease-lost';
}

/** Whether a checkpoint may or may not have been moved. */
export function isOutcomeUnknown(error: unknown): boolean {
  return isDaybookError(error) && error.code === 'transaction-outcome-unknown';
}

/** Whether waiting cannot help: what was asked for is wrong, or the program is. */
export function isMistake(error: unknown): boolean {
  if (isDaybookError(error)) return !isPassing(error);
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}

/** Whether a transaction took longer than it may. */
export function isTimedOut(error: unknown): boolean {
  return isDaybookError(error) && error.code === 'transaction-timed-out';
}
