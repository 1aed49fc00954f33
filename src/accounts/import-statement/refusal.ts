import { isBusinessRuleViolation, isDaybookError } from '@daybook/domain';

import type { StatementRow } from '../statement/statement-row.js';

/** A row that was not recorded, and why. */
export interface Refusal {
  readonly row: StatementRow;
  /** The code of the rule, as HTTP would answer it. */
  readonly rule: string;
  readonly message: string;
}

/** What the store refuses about one row alone. Every other error concerns all of them, and ends the import. */
const refusedByStore = ['event-id-conflict', 'event-payload-invalid', 'stream-closed', 'aggregate-already-exists'];

/** The refusal that an error stands for; undefined if it is none. */
export function refusalOf(row: StatementRow, error: unknown): Refusal | undefined {
  if (!isDaybookError(error)) return undefined;
  const refused = isBusinessRuleViolation(error) || refusedByStore.includes(error.code);
  return refused ? { row, rule: error.code, message: error.message } : undefined;
}

/** The bank says now what it did not say before; what is recorded stays, and a person has to look. */
export function recordedOtherwise(row: StatementRow): Refusal {
  const message = `Transaction ${row.transactionId} is recorded already, and with another content.`;
  return { row, rule: 'transaction-recorded-otherwise', message };
}

export function bookedTooLate(row: StatementRow): Refusal {
  const message =
    'Later transactions of the account are recorded: this one was refused in its turn, or comes too late.';
  return { row, rule: 'account-has-gone-on', message };
}

export function wrongCurrency(row: StatementRow, currency: string): Refusal {
  const message = `Account ${row.accountId} is kept in ${currency}, not in the currency of the statement.`;
  return { row, rule: 'currency-must-match', message };
}
