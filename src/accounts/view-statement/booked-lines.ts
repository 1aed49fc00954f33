import type { AccountBooking } from '../booking-of-event.js';
import type { BookedLine } from './account-statement.js';

/** A booking with its place. */
export interface PlacedBooking extends AccountBooking {
  readonly version: number;
  readonly occurredAt: Date;
}

/** Lines with the balance after each of them, from the balance before the first. They are in the order that they have. */
export function bookedLines(openingBalanceMinor: number, bookings: readonly PlacedBooking[]): readonly BookedLine[] {
  let balanceMinor = openingBalanceMinor;
  return bookings.map(({ version, kind, amountMinor, text, occurredAt }) => {
    balanceMinor += amountMinor;
    return { version, kind, amountMinor, balanceMinor, text, occurredAt };
  });
}
