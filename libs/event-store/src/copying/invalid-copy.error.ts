import { DaybookError } from '@daybook/domain';

/** What was given to have a stream copied is not valid. Nothing was written. */
export class InvalidCopy extends DaybookError {
  readonly code = 'invalid-copy';

  constructor(
    /** Which: `target`. */
    readonly field: string,
    reason: string,
    advice: string,
  ) {
    super(`The stream cannot be copied: ${field} ${reason}. ${advice}`);
  }
}
