import { DaybookError } from '@daybook/domain';

/** An option of a read is not valid; nothing was read. */
export class InvalidRead extends DaybookError {
  readonly code = 'invalid-read';

  constructor(
    /** The option: `batchSize`, `categories[2]`. */
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
  ) {
    super(`The read is not valid: ${field} ${reason}. ${advice}`);
  }
}
