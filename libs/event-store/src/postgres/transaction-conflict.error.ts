import { DaybookError } from '@daybook/domain';

/** The database ended a transaction because another one was first, on whatever tables. Nothing was written. */
export class TransactionConflict extends DaybookError {
  readonly code = 'transaction-conflict';

  constructor(
    /** The server's SQLSTATE: 40001 is a serialisation failure, 40P01 a deadlock. */
    readonly sqlState: string,
    cause: unknown,
  ) {
    super(
      `Another transaction was first: the database ended this one with SQLSTATE ${sqlState}. Nothing was written. ` +
        'Repeat the whole transaction, by hand or by the option retries.',
      { cause },
    );
  }
}
