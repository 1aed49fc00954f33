import { DaybookError } from '../error/daybook.error.js';

/** Something was decided by a decider, or given to it, that is none of its events. Nothing was decided. */
export class NotAnEventOfDecider extends DaybookError {
  readonly code = 'not-an-event-of-decider';

  constructor(
    readonly decider: string,
    /** What it is, in words: `undefined`, `an object without a type`. */
    readonly found: string,
  ) {
    super(
      `This is no event of the decider "${decider}": ${found}. Its events are those that it names under "events"; ` +
        'decide returns one of them, several in a list, or [] if nothing happens.',
    );
  }
}
