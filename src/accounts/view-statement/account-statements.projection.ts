import { type EventMetadata, On } from '@daybook/domain';
import { FoldProjection, Projection } from '@daybook/nestjs';
import { type BookingEvent, bookingOfEvent } from '../booking-of-event.js';
import { AccountOpened } from '../domain/events/account-opened.js';
import { DepositReversed } from '../domain/events/deposit-reversed.js';
import { FeeCharged } from '../domain/events/fee-charged.js';
import { FundsDeposited } from '../domain/events/funds-deposited.js';
import { FundsWithdrawn } from '../domain/events/funds-withdrawn.js';
import { InterestCredited } from '../domain/events/interest-credited.js';
import { StatementLine } from './statement-line.js';

/**
 * The lines of all statements, each from one event, under its id.
 *
 * No line holds a balance: what happened earlier in the world may be recorded later, and would change the balance of every
 * line behind it. A statement adds up the amounts when it is asked for, in the order in which they happened.
 *
 * It is a fold although it only collects, because a fold can be verified, and writes a whole batch at once. A line that
 * cannot be written holds up no other line, not even one of the same account.
 */
@Projection('account-statements', {
  version: 1,
  readModel: StatementLine,
  key: (_event, { eventId }) => eventId,
  categories: ['account'],
})
export class AccountStatements extends FoldProjection<StatementLine> {
  initial(eventId: string): StatementLine {
    return Object.assign(new StatementLine(), { eventId });
  }

  @On(AccountOpened) opened(row: StatementLine, _event: AccountOpened, meta: EventMetadata): void {
    Object.assign(row, { kind: 'opening', amountMinor: 0, text: '' }, placeOf(meta));
  }

  @On(FundsDeposited, FundsWithdrawn, FeeCharged, InterestCredited, DepositReversed)
  booked(row: StatementLine, event: BookingEvent, meta: EventMetadata): void {
    Object.assign(row, bookingOfEvent(event), placeOf(meta));
  }
}

function placeOf({
  aggregateId: accountId,
  version,
  occurredAt,
}: EventMetadata): Pick<StatementLine, 'accountId' | 'version' | 'occurredAt'> {
  return { accountId, version, occurredAt };
}
