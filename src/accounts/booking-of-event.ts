import type { DomainEvent } from '@daybook/domain';
import { DepositReversed } from './domain/events/deposit-reversed.js';
import { FeeCharged } from './domain/events/fee-charged.js';
import { FundsDeposited } from './domain/events/funds-deposited.js';
import { FundsWithdrawn } from './domain/events/funds-withdrawn.js';
import { InterestCredited } from './domain/events/interest-credited.js';

/** The events that move money. */
export const bookingEvents = [FundsDeposited, FundsWithdrawn, FeeCharged, InterestCredited, DepositReversed] as const;

/** One of them. */
export type BookingEvent = InstanceType<(typeof bookingEvents)[number]>;

/** What moves money on an account, as its owner reads it. */
export interface AccountBooking {
  readonly kind: 'deposit' | 'withdrawal' | 'fee' | 'interest' | 'reversal';
  /** Below zero where money leaves the account. */
  readonly amountMinor: number;
  /** What it was for; empty if nobody said. */
  readonly text: string;
}

/** What an event moves; undefined if it moves nothing. */
export function bookingOfEvent(event: DomainEvent): AccountBooking | undefined {
  if (event instanceof FundsDeposited) return booking('deposit', event.amount.minor, event.reference);
  if (event instanceof FundsWithdrawn) return booking('withdrawal', -event.amountMinor, event.reference);
  if (event instanceof FeeCharged) return booking('fee', -event.amountMinor, event.reason);
  if (event instanceof InterestCredited) return booking('interest', event.amountMinor);
  if (event instanceof DepositReversed) return booking('reversal', -event.amountMinor, event.reason);
  return undefined;
}

function booking(kind: AccountBooking['kind'], amountMinor: number, text = ''): AccountBooking {
  return { kind, amountMinor, text };
}
