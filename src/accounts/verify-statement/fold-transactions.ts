import { createAggregate, isDaybookError, replay } from '@daybook/domain';
import { eventMetadataOf } from '@daybook/event-store';
import type { AggregateRepository } from '@daybook/nestjs';

import { Account } from '../domain/account.js';
import { type RecordedTransaction, recordedTransaction } from '../statement/recorded-transaction.js';

/** A transaction as an account's history has it, and the balance that the account had after it. */
export interface FoldedTransaction extends RecordedTransaction {
  readonly balanceMinor: number;
}

/**
 * Folds an account from its first event to its last, and yields what it was at each version that a transaction has made.
 * Nothing of what the import knew is used, and no account that an import has held.
 */
export async function* foldTransactions(
  accounts: AggregateRepository<Account>,
  accountId: string,
): AsyncGenerator<FoldedTransaction, void, undefined> {
  const account = createAggregate(Account, accountId);
  try {
    for await (const recorded of accounts.history(accountId)) {
      replay(account, recorded.event, eventMetadataOf(recorded));
      const transaction = recordedTransaction(recorded);
      if (transaction) yield { ...transaction, balanceMinor: account.balanceMinor };
    }
  } catch (error) {
    if (!isDaybookError(error) || error.code !== 'aggregate-not-found') throw error;
  }
}
