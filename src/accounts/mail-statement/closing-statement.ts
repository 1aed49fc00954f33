import type { RecordedEvent } from '@daybook/event-store';
import { bookingOfEvent } from '../booking-of-event.js';
import { bookedLines, type PlacedBooking } from '../view-statement/booked-lines.js';

/** The last statement of an account, as a text: all that was ever booked, in the order in which it happened. */
export async function closingStatement(
  accountId: string,
  closedAt: Date,
  history: AsyncIterable<RecordedEvent>,
): Promise<string> {
  const bookings: PlacedBooking[] = [];
  for await (const { event, version, occurredAt } of history) {
    const booking = bookingOfEvent(event);
    if (booking !== undefined) bookings.push({ ...booking, version, occurredAt });
  }
  bookings.sort((one, other) => one.occurredAt.getTime() - other.occurredAt.getTime() || one.version - other.version);
  const lines = bookedLines(0, bookings).map(({ occurredAt, kind, text, amountMinor, balanceMinor }) =>
    [dayOf(occurredAt), kind.padEnd(10), inMoney(amountMinor), inMoney(balanceMinor), text].join('  ').trimEnd(),
  );
  return [
    `The account ${accountId} was closed on ${dayOf(closedAt)}. What was booked on it, with the balance after each line:`,
    '',
    ...(lines.length === 0 ? ['Nothing.'] : lines),
    '',
  ].join('\n');
}

function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, 10);
}

function inMoney(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`.padStart(15);
}
