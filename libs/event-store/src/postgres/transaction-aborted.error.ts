import { DaybookError } from '@daybook/domain';

/** A transaction could not be committed, because something within had ended it, and the work went on. */
export class TransactionAborted extends DaybookError {
  readonly code = 'transaction-aborted';

  constructor(
    /** The SQLSTATE of the statement that had failed; undefined if somebody had ended the transaction by hand. */
    readonly sqlState: string | undefined,
  ) {
    super(
      sqlState === undefined
        ? 'The transaction could not be committed: the work had ended it by itself (COMMIT, ROLLBACK). What it did ' +
            'before is as it left it. Leave beginning and ending to whoever opened the transaction.'
        : `The transaction could not be committed: a statement in it had failed with SQLSTATE ${sqlState}, and the work ` +
            'went on. Nothing was written. Let the error pass, or put what may fail between a savepoint and its release ' +
            '(manager.transaction within the transaction).',
    );
  }
}
