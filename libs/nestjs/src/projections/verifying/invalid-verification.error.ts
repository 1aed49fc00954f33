import { DaybookError } from '@daybook/domain';

/** An option of a verification is not valid; nothing was compared. */
export class InvalidVerification extends DaybookError {
  readonly code = 'invalid-verification';

  constructor(
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
  ) {
    super(`The verification is not valid: ${field} ${reason}. Leave it out for the default.`);
  }
}
