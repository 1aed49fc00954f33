import { DaybookError } from '../error/daybook.error.js';

/** The state holds something that could not be restored from what would be kept of it. */
export class StateNotCaptured extends DaybookError {
  readonly code = 'state-not-captured';

  constructor(
    /** Where it stands, for example `Account.limits[2].until`. */
    readonly path: string,
    finding: string,
    remedy: string,
  ) {
    super(`The state cannot be captured: ${path} ${finding}. ${remedy}`);
  }
}
