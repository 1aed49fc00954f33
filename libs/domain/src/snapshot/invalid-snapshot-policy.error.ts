import { DaybookError } from '../error/daybook.error.js';

/** A policy for snapshots, or the version of a state, says nothing that could be followed. */
export class InvalidSnapshotPolicy extends DaybookError {
  readonly code = 'invalid-snapshot-policy';

  constructor(
    /** As it was written. */
    readonly written: string,
    /** What is wrong with it. */
    readonly reason: string,
    example: string,
  ) {
    super(`${written} ${reason}. Write, for example, ${example}.`);
  }
}
