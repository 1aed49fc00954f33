import { ChargeFee } from '../charge-fee/charge-fee.command.js';
import { CreditInterest } from '../credit-interest/credit-interest.command.js';
import { DepositFunds } from '../deposit-funds/deposit-funds.command.js';
import { OpenAccount } from '../open-account/open-account.command.js';
import { bookingOf } from '../statement/booking.js';
import { causationOf } from '../statement/recorded-transaction.js';
import { statementCurrency } from '../statement/statement-currency.js';
import type { StatementRow } from '../statement/statement-row.js';
import { WithdrawFunds } from '../withdraw-funds/withdraw-funds.command.js';
import type { StatementMark } from './statement-mark.js';

export type BookingCommand = DepositFunds | WithdrawFunds | ChargeFee | CreditInterest;

/**
 * What a row asks of its account. The ids of the events are made from the transaction's, so that a row that is sent
 * twice takes effect once, whoever sends it. The bank's balance is no part of it.
 */
export function commandOf(row: StatementRow, mark: StatementMark): BookingCommand {
  const { accountId, transactionId, line } = row;
  const { kind, amountMinor, text, occurredAt } = bookingOf(row);
  const causationId = causationOf(transactionId);
  const recording = { occurredAt, eventIdSeed: causationId, metadata: mark.metadata(causationId, line) };
  switch (kind) {
    case 'deposit':
      return new DepositFunds(accountId, amountMinor, text, recording);
    case 'withdrawal':
      return new WithdrawFunds(accountId, amountMinor, text, recording);
    case 'fee':
      return new ChargeFee(accountId, amountMinor, text, recording);
    case 'interest':
      return new CreditInterest(accountId, amountMinor, recording);
  }
}

/** The opening of an account, at the moment of its first row: a statement says nothing of what was before, or of owners. */
export function openingOf(row: StatementRow, mark: StatementMark, overdraftLimitMinor: number | null): OpenAccount {
  const { accountId, bookedOn: occurredAt, line } = row;
  const causationId = `bank-account:${accountId}`;
  return new OpenAccount(
    accountId,
    { ownerId: `owner-of-${accountId}`, currency: statementCurrency, overdraftLimitMinor },
    { occurredAt, eventIdSeed: causationId, metadata: mark.metadata(causationId, line) },
  );
}
