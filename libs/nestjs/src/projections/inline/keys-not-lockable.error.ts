import { DaybookError } from '@daybook/domain';

/** Keys of a projection were to be locked where no lock could keep anybody from anything. */
export class KeysNotLockable extends DaybookError {
  readonly code = 'keys-not-lockable';

  constructor(
    readonly projection: string,
    /** What is in the way, as the end of a sentence, and what to do. */
    reason: string,
  ) {
    super(`No key of the projection "${projection}" was locked: ${reason}`);
  }
}
