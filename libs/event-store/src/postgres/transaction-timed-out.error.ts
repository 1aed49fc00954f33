import { DaybookError } from '@daybook/domain';

/** A transaction was not committed within its time limit, and was ended. Nothing was written. */
export class TransactionTimedOut extends DaybookError {
  readonly code = 'transaction-timed-out';

  constructor(
    /** How long it was open, in milliseconds. */
    readonly openMs: number,
    /** How long it was allowed to be open, in milliseconds. */
    readonly timeLimit: number,
    cause?: unknown,
  ) {
    super(
      `The transaction was ended, because it was not committed in time: it was open for ${openMs} ms, and its time limit ` +
        `is ${timeLimit} ms. Nothing was written. Do before or after it what need not be in it, append at its end, or give ` +
        'it a longer timeLimit.',
      cause === undefined ? undefined : { cause },
    );
  }
}
