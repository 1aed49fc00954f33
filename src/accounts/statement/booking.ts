import { isFee } from './purpose.js';
import type { StatementRow } from './statement-row.js';

/** What a transaction means for an account. */
export interface Booking {
  readonly kind: 'deposit' | 'withdrawal' | 'fee' | 'interest';
  /** Always positive. */
  readonly amountMinor: number;
  /** What stands in the account's history about it: of a fee its purpose, of interest nothing. */
  readonly text: string;
  readonly occurredAt: Date;
}

/** Fees and interest are the bank's own bookings, which no limit stops; the rest is the owner's doing. */
export function bookingOf(row: StatementRow): Booking {
  const { purpose, amountMinor: signed, bookedOn: occurredAt } = row;
  const amountMinor = Math.abs(signed);
  if (isFee(purpose)) return { kind: 'fee', amountMinor, text: purpose, occurredAt };
  if (purpose === 'interest') return { kind: 'interest', amountMinor, text: '', occurredAt };
  return { kind: signed > 0 ? 'deposit' : 'withdrawal', amountMinor, text: referenceOf(row), occurredAt };
}

/** The same text for the same booking, to compare two of them. */
export function bookingAsText({ kind, amountMinor, text, occurredAt }: Booking): string {
  return `${kind} of ${amountMinor} on ${occurredAt.toISOString().slice(0, 10)}${text === '' ? '' : ` (${text})`}`;
}

/** As an owner reads it: `transfer-in, pension, EF/24612278`. */
function referenceOf({ operation, purpose, counterparty }: StatementRow): string {
  return [operation, purpose, counterparty ?? ''].filter((part) => part !== '').join(', ');
}
