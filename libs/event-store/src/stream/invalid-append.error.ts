import { DaybookError } from '@daybook/domain';

/** What was given to `append` or `appendAll` cannot be an append. Nothing was written. */
export class InvalidAppend extends DaybookError {
  readonly code = 'invalid-append';

  constructor(
    /** Where in the call: `expected`, `events[2].eventId`, `appends[1].events`. */
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
  ) {
    super(`The append is not valid: ${field} ${reason}. ${advice}`);
  }
}
