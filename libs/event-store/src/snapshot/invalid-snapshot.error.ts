import { DaybookError } from '@daybook/domain';

/** A snapshot, or what was said about snapshots, is not valid; nothing was kept and nothing taken away. */
export class InvalidSnapshot extends DaybookError {
  readonly code = 'invalid-snapshot';

  constructor(
    /** What: `version`, `state`, `retention.newest`. */
    readonly field: string,
    /** What is wrong with it, with the value. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`The snapshot is not valid: ${field} ${reason}. ${advice}`, options);
  }
}
