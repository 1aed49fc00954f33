import { DaybookError } from '@daybook/domain';

/** A token tells a place in a log that has nothing in common with this one. */
export class TokenOfAnotherLog extends DaybookError {
  readonly code = 'token-of-another-log';

  constructor(
    /** The position that the token tells. */
    readonly position: number,
  ) {
    super(
      `The token tells position ${position} of another log: it has no history in common with this one, as where an ` +
        'application was pointed at another database. Look where the store is connected to; or begin without a token, and ' +
        'drop what was made from the other log.',
    );
  }
}
