import type { AggregateRepository } from '@daybook/nestjs';
import type { CommandBus } from '@nestjs/cqrs';

import type { Account } from '../domain/account.js';
import { Lanes } from '../../command-line/lanes.js';
import { FingerprintTable } from '../../command-line/fingerprint-table.js';
import { statementCurrency } from '../statement/statement-currency.js';
import type { StatementFile } from '../statement/statement-file.js';
import type { StatementRow } from '../statement/statement-row.js';
import { AccountPast } from './account-past.js';
import { commandOf, openingOf } from './command-of.js';
import { ImportTally } from './import-tally.js';
import { bookedTooLate, type Refusal, recordedOtherwise, refusalOf, wrongCurrency } from './refusal.js';
import { StatementMark } from './statement-mark.js';

export interface ImportOptions {
  /** Of the accounts that the statement opens; null: none. */
  readonly overdraftLimitMinor: number | null;
  /** How many rows are under way at once, of different accounts. */
  readonly concurrency: number;
  /** Ends the import after the rows that are under way. */
  readonly signal: AbortSignal;
}

/** Sends each row of a statement as a command, in the order of its account. Used once. */
export class StatementImport {
  readonly tally = new ImportTally();
  readonly #lanes: Lanes;
  readonly #mark: StatementMark;
  readonly #recorded = new FingerprintTable();
  readonly #pasts = new Map<string, AccountPast>();

  constructor(
    private readonly commands: CommandBus,
    private readonly accounts: AggregateRepository<Account>,
    private readonly statement: StatementFile,
    private readonly options: ImportOptions,
  ) {
    this.#lanes = new Lanes(options.concurrency);
    this.#mark = new StatementMark(statement);
  }

  /**
   * Settles when the rows that it has taken are dealt with: all, or those before the signal. Rows in front of one that
   * is not valid are recorded.
   *
   * @throws StatementInvalid, and whatever the store throws that is not about one row
   */
  async run(): Promise<void> {
    const { signal } = this.options;
    signal.addEventListener('abort', () => this.#lanes.stop());
    try {
      for await (const row of this.statement.rows()) {
        if (signal.aborted) break;
        await this.#lanes.add(row.accountId, () => this.#take(row));
      }
    } finally {
      await this.#lanes.done();
    }
  }

  async #take(row: StatementRow): Promise<void> {
    if (row.repeated) this.tally.repeated++;
    else {
      const refusal = await this.#book(row);
      if (refusal) this.tally.refuse(refusal);
    }
    this.tally.rows++;
  }

  async #book(row: StatementRow): Promise<Refusal | undefined> {
    const past = await this.#pastOf(row);
    if (past.currency !== undefined && past.currency !== statementCurrency) return wrongCurrency(row, past.currency);
    const known = past.knows(row);
    if (known === 'other') return recordedOtherwise(row);
    if (known === 'same') this.tally.alreadyThere++;
    else if (past.isBeyond(row)) return bookedTooLate(row);
    else return this.#send(row, past);
    return undefined;
  }

  async #send(row: StatementRow, past: AccountPast): Promise<Refusal | undefined> {
    try {
      if (past.currency === undefined) {
        await this.commands.execute(openingOf(row, this.#mark, this.options.overdraftLimitMinor));
        past.currency = statementCurrency;
        this.tally.opened++;
      }
      await this.commands.execute(commandOf(row, this.#mark));
      this.tally.recorded++;
      return undefined;
    } catch (error) {
      const refusal = refusalOf(row, error);
      if (refusal === undefined) throw error;
      return refusal;
    }
  }

  async #pastOf({ accountId }: StatementRow): Promise<AccountPast> {
    const known = this.#pasts.get(accountId);
    if (known) return known;
    const past = await AccountPast.read(this.accounts, accountId, this.#recorded, this.#mark);
    this.#pasts.set(accountId, past);
    this.tally.accounts++;
    return past;
  }
}
