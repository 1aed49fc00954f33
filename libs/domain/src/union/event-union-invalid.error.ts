import { DaybookError } from '../error/daybook.error.js';

/** What was given to `unionOf` makes no union of events. */
export class EventUnionInvalid extends DaybookError {
  readonly code = 'event-union-invalid';

  constructor(
    /** What is wrong with it: `names the type "stock.received" twice`. */
    readonly finding: string,
    advice: string,
  ) {
    super(`The events are no union: unionOf ${finding}. ${advice}`);
  }
}
