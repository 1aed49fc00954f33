import type { RecordedEvent } from '@daybook/event-store';

import { FeeCharged } from '../domain/events/fee-charged.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { FundsWithdrawn } from '../domain/events/funds-withdrawn.js';
import { InterestCredited } from '../domain/events/interest-credited.js';
import type { Booking } from './booking.js';

const prefix = 'bank-transaction:';

/** A bank's transaction as a cause: what an event's metadata name. */
export function causationOf(transactionId: string): string {
  return `${prefix}${transactionId}`;
}

/** A bank's transaction that an account's history holds. */
export interface RecordedTransaction {
  readonly transactionId: string;
  readonly booking: Booking;
}

/** The transaction that an event was recorded for; undefined if it came from elsewhere than a statement. */
export function recordedTransaction({ event, metadata, occurredAt }: RecordedEvent): RecordedTransaction | undefined {
  const { causationId } = metadata;
  if (causationId?.startsWith(prefix) !== true) return undefined;
  const transactionId = causationId.slice(prefix.length);
  const booking = bookingOf(event, occurredAt);
  return booking && { transactionId, booking };
}

function bookingOf(event: object, occurredAt: Date): Booking | undefined {
  if (event instanceof FundsDeposited) {
    return { kind: 'deposit', amountMinor: event.amount.minor, text: event.reference ?? '', occurredAt };
  }
  if (event instanceof FundsWithdrawn) {
    return { kind: 'withdrawal', amountMinor: event.amountMinor, text: event.reference ?? '', occurredAt };
  }
  if (event instanceof FeeCharged) {
    return { kind: 'fee', amountMinor: event.amountMinor, text: event.reason, occurredAt };
  }
  if (event instanceof InterestCredited) {
    return { kind: 'interest', amountMinor: event.amountMinor, text: '', occurredAt };
  }
  return undefined;
}
