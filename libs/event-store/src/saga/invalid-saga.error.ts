import { DaybookError } from '@daybook/domain';

/** Something that was said of a saga, a step or a deadline is not valid; nothing was written. */
export class InvalidSaga extends DaybookError {
  readonly code = 'invalid-saga';

  constructor(
    /** What: `changes[0].record.state.lines[2]`, `leaseMs`. */
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`The saga is not valid: ${field} ${reason}. ${advice}`, options);
  }
}
