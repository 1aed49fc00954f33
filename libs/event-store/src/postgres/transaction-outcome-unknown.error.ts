import { DaybookError } from '@daybook/domain';

/** The connection was lost while a transaction was being committed: all of it has been written, or nothing. */
export class TransactionOutcomeUnknown extends DaybookError {
  readonly code = 'transaction-outcome-unknown';

  constructor(cause: unknown) {
    super(
      'It is unknown whether the transaction was committed: the database was lost before it answered. All of it was ' +
        'written, or nothing. Repeat it under the same idempotency key, or look for what it would have written.',
      { cause },
    );
  }
}
