import { isBusinessRuleViolation, isDaybookError } from '@daybook/domain';
import type { RowPlace } from '../marketplace/marketplace-rows.js';
import type { Refusal } from './import-tally.js';

/** What the store refuses about one order alone. Every other error concerns all of them, and ends the import. */
const refusedByStore = [
  'aggregate-already-exists',
  'aggregate-not-found',
  'event-id-conflict',
  'event-payload-invalid',
  'stream-closed',
];

/** The refusal that an error stands for; undefined if it is none. */
export function refusalOf(row: RowPlace, orderId: string, error: unknown): Refusal | undefined {
  if (!isDaybookError(error)) return undefined;
  const refused = isBusinessRuleViolation(error) || refusedByStore.includes(error.code);
  return refused ? { row, orderId, rule: error.code, message: error.message } : undefined;
}

/** The files say now what they did not say before; what is recorded stays, and a person has to look. */
export function recordedOtherwise(row: RowPlace, orderId: string, difference: string): Refusal {
  const message = `The file says ${difference}. What is recorded stays: look which is right.`;
  return { row, orderId, rule: 'order-recorded-otherwise', message };
}
