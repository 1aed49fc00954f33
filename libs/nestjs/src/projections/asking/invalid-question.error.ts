import { DaybookError } from '@daybook/domain';

/** A projection was asked for a key that is none, or as of something that is not one position or one moment. */
export class InvalidQuestion extends DaybookError {
  readonly code = 'invalid-question';

  constructor(
    /** The field at fault: `key`, `position`, `recordedBy`, `occurredBy`, or several that were given together. */
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
  ) {
    super(`The projection cannot be asked this: ${field} ${reason}. ${advice}`);
  }
}
