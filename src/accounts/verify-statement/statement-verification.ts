import type { AggregateRepository } from '@daybook/nestjs';

import type { Account } from '../domain/account.js';
import { Lanes } from '../../command-line/lanes.js';
import { type Booking, bookingAsText, bookingOf } from '../statement/booking.js';
import { FingerprintTable } from '../../command-line/fingerprint-table.js';
import type { StatementFile } from '../statement/statement-file.js';
import type { StatementRow } from '../statement/statement-row.js';
import { type FoldedTransaction, foldTransactions } from './fold-transactions.js';
import { VerificationTally } from './verification-tally.js';

export interface VerificationOptions {
  /** How many accounts are folded at once. */
  readonly concurrency: number;
  /** Ends the verification after the rows that are under way. */
  readonly signal: AbortSignal;
}

/**
 * Compares each row of a statement with what the account's history holds: the transaction itself, and the bank's balance
 * after it with that of the account at that version. Used once.
 *
 * Both are kept as one fingerprint for each transaction. Only where it differs the account is folded again, to say how.
 */
export class StatementVerification {
  readonly tally = new VerificationTally();
  readonly #lanes: Lanes;
  readonly #folded = new FingerprintTable();
  readonly #accountsFolded = new Set<string>();

  constructor(
    private readonly accounts: AggregateRepository<Account>,
    private readonly statement: StatementFile,
    private readonly options: VerificationOptions,
  ) {
    this.#lanes = new Lanes(options.concurrency);
  }

  /** @throws StatementInvalid, and whatever the store throws */
  async run(): Promise<void> {
    const { signal } = this.options;
    signal.addEventListener('abort', () => this.#lanes.stop());
    try {
      for await (const row of this.statement.rows()) {
        if (signal.aborted) break;
        await this.#lanes.add(row.accountId, () => this.#compare(row));
      }
    } finally {
      await this.#lanes.done();
    }
  }

  async #compare(row: StatementRow): Promise<void> {
    await this.#fold(row.accountId);
    const found = this.#folded.look(
      keyOf(row.accountId, row.transactionId),
      contentOf(bookingOf(row), row.balanceMinor),
    );
    if (found === 'same') this.tally.agreeing++;
    else await this.#differ(row);
    this.tally.rows++;
  }

  async #fold(accountId: string): Promise<void> {
    if (this.#accountsFolded.has(accountId)) return;
    for await (const { transactionId, booking, balanceMinor } of foldTransactions(this.accounts, accountId)) {
      this.#folded.remember(keyOf(accountId, transactionId), contentOf(booking, balanceMinor));
    }
    this.#accountsFolded.add(accountId);
  }

  async #differ(row: StatementRow): Promise<void> {
    const first = this.tally.differences.get(row.accountId);
    if (first) first.following++;
    else {
      const [expected, got] = howTheyDiffer(row, await this.#recordedFor(row));
      this.tally.differences.set(row.accountId, { row, expected, got, following: 0 });
    }
  }

  async #recordedFor({ accountId, transactionId }: StatementRow): Promise<FoldedTransaction | undefined> {
    for await (const folded of foldTransactions(this.accounts, accountId)) {
      if (folded.transactionId === transactionId) return folded;
    }
    return undefined;
  }
}

function howTheyDiffer(row: StatementRow, recorded: FoldedTransaction | undefined): [expected: string, got: string] {
  const booked = bookingAsText(bookingOf(row));
  if (recorded === undefined) return [booked, 'nothing: it is not recorded'];
  if (bookingAsText(recorded.booking) !== booked) return [booked, bookingAsText(recorded.booking)];
  return [`a balance of ${row.balanceMinor}`, `a balance of ${recorded.balanceMinor}`];
}

function keyOf(accountId: string, transactionId: string): string {
  return `${accountId} ${transactionId}`;
}

function contentOf(booking: Booking, balanceMinor: number): string {
  return `${bookingAsText(booking)} leaves ${balanceMinor}`;
}
