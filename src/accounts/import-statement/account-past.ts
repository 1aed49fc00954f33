import { isDaybookError } from '@daybook/domain';
import type { RecordedEvent } from '@daybook/event-store';
import type { AggregateRepository } from '@daybook/nestjs';

import { AccountOpened } from '../domain/events/account-opened.js';
import type { Account } from '../domain/account.js';
import { bookingAsText, bookingOf } from '../statement/booking.js';
import type { FingerprintTable } from '../../command-line/fingerprint-table.js';
import { recordedTransaction } from '../statement/recorded-transaction.js';
import type { StatementRow } from '../statement/statement-row.js';
import type { StatementMark } from './statement-mark.js';

/**
 * What an account's history says when a statement first meets it: which of its transactions are recorded, and how far.
 *
 * The store would know a repeated row by its event ids, but it is asked last: before, a decision is made on the
 * account as it is, and reading it costs as much as the first time. So known rows are not sent at all; the history
 * is read once for each account and not once for each row.
 *
 * A row that is not recorded although a later one is was refused in its turn. To send it again would decide it on a
 * balance that it never met, and might let it pass today: the second run would change what the first has done. So it
 * is refused again without being asked. Later is: a later line of this statement, or of another one a later day.
 */
export class AccountPast {
  currency: string | undefined;
  #lastLine = 0;
  #lastDayElsewhere = -Infinity;

  private constructor(
    private readonly accountId: string,
    private readonly recorded: FingerprintTable,
    private readonly mark: StatementMark,
  ) {}

  /** @param recorded takes what is found, for all accounts together */
  static async read(
    accounts: AggregateRepository<Account>,
    accountId: string,
    recorded: FingerprintTable,
    mark: StatementMark,
  ): Promise<AccountPast> {
    const past = new AccountPast(accountId, recorded, mark);
    try {
      for await (const event of accounts.history(accountId)) past.#learn(event);
    } catch (error) {
      if (!isDaybookError(error) || error.code !== 'aggregate-not-found') throw error;
    }
    return past;
  }

  /** How a row stands to what is recorded. */
  knows(row: StatementRow): 'unknown' | 'same' | 'other' {
    return this.recorded.look(this.#keyOf(row.transactionId), bookingAsText(bookingOf(row)));
  }

  /** True if the account has gone on after this row. */
  isBeyond({ line, bookedOn }: StatementRow): boolean {
    return line < this.#lastLine || bookedOn.getTime() < this.#lastDayElsewhere;
  }

  #learn(recorded: RecordedEvent): void {
    const { event, metadata, occurredAt } = recorded;
    if (event instanceof AccountOpened) this.currency = event.currency;
    const known = recordedTransaction(recorded);
    if (known === undefined) return;
    this.recorded.remember(this.#keyOf(known.transactionId), bookingAsText(known.booking));
    const line = this.mark.lineOf(metadata);
    if (line !== undefined) this.#lastLine = Math.max(this.#lastLine, line);
    else this.#lastDayElsewhere = Math.max(this.#lastDayElsewhere, occurredAt.getTime());
  }

  #keyOf(transactionId: string): string {
    return `${this.accountId} ${transactionId}`;
  }
}
