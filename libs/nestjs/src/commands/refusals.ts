import { type DaybookError, isBusinessRuleViolation, isDaybookError } from '@daybook/domain';

/**
 * What a command can be refused for besides a broken rule: it is not as its handler wants it, or what it asks about is not
 * there, is there already, or takes no more. Each code with its HTTP status. To ask again would not help, as long as nothing
 * else has happened.
 */
export const refusalStatuses: Readonly<Record<string, number>> = {
  'request-invalid': 400,
  'invalid-name': 400,
  'aggregate-not-found': 404,
  'aggregate-already-exists': 409,
  'stream-closed': 409,
};

/** Whether an error is the answer to a command, and not a failure on the way to one. */
export function isRefusal(error: unknown): error is DaybookError {
  if (isBusinessRuleViolation(error)) return true;
  return isDaybookError(error) && Object.hasOwn(refusalStatuses, error.code);
}
