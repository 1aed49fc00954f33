import { DaybookError } from '@daybook/domain';

/** A line of a statement does not say what a statement says. What stood before it may have been imported. */
export class StatementInvalid extends DaybookError {
  readonly code = 'statement-invalid';

  constructor(
    readonly file: string,
    /** The header is line 1. */
    readonly line: number,
    /** What is wrong, as the rest of a sentence about the line. */
    readonly finding: string,
  ) {
    super(
      `The statement is not valid: line ${line} of ${file} ${finding}. ` +
        'Correct the file, then run this again: what is recorded stays, and is known.',
    );
  }
}
