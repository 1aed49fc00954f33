import { DaybookError } from '@daybook/domain';

/** What was waited for will not come by waiting: an event of the key is parked. Answered with 503. */
export class KeyParked extends DaybookError {
  readonly code = 'key-parked';

  constructor(
    /** The projection's name. */
    readonly projection: string,
    /** What waits together. */
    readonly key: string,
    /** The first event of the key that waits. */
    readonly parkedPosition: number,
    /** The position that was waited for. */
    readonly position: number,
  ) {
    super(
      `The projection "${projection}" does not come to position ${position} for "${key}": its event at position ` +
        `${parkedPosition} is parked, and the later ones wait behind it. Have it retried or dropped; the others flow.`,
    );
  }
}
