import { DaybookError } from '../error/daybook.error.js';

/** A captured state cannot be read: it was damaged, or kept by classes that are not those of today. */
export class StateNotRestored extends DaybookError {
  readonly code = 'state-not-restored';

  constructor(
    /** Where in the captured state. */
    readonly path: string,
    finding: string,
  ) {
    super(`The captured state cannot be restored: ${path} ${finding}. Throw it away and fold the events again.`);
  }
}
