import { DaybookError } from '@daybook/domain';

/** The command line was called in a way that it does not understand. Nothing was done. */
export class UsageInvalid extends DaybookError {
  readonly code = 'usage-invalid';

  constructor(
    /** What is wrong with the call. */
    readonly finding: string,
    /** What may have been meant, or where to look. */
    readonly hint: string,
  ) {
    super(`The command cannot be understood: ${finding}. ${hint}`);
  }
}
