import type { Operation } from './operation.js';
import type { Purpose } from './purpose.js';

/** The columns of a statement, in the order in which they are written. A file may have them in another one. */
export const statementColumns = [
  'transaction_id',
  'account_id',
  'booked_on',
  'operation',
  'purpose',
  'amount_minor',
  'balance_minor',
  'counterparty_bank',
  'counterparty_account',
] as const;

export type StatementColumn = (typeof statementColumns)[number];

/** One transaction of one account, as the bank states it. */
export interface StatementRow {
  /** Where it stands in the file; the header is line 1. */
  readonly line: number;
  readonly transactionId: string;
  readonly accountId: string;
  /** Midnight UTC of the booking day: a statement names the day and no time, and all readers must mean the same instant. */
  readonly bookedOn: Date;
  readonly operation: Operation;
  readonly purpose: Purpose;
  /** Signed: what comes in is positive. */
  readonly amountMinor: number;
  /** The bank's own balance after it. Only verification may look at it: what is recorded must not know the answer. */
  readonly balanceMinor: number;
  /** The other side of a transfer, `<bank>/<account>`; undefined without one. */
  readonly counterparty: string | undefined;
  /** True if an earlier line of the file says the same about the same transaction. */
  readonly repeated: boolean;
}
