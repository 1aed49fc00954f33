import { DaybookError } from '../error/daybook.error.js';

/** A moment in time is no valid `Date`. */
export class InvalidMoment extends DaybookError {
  readonly code = 'invalid-moment';

  constructor(readonly field: string) {
    super(`The ${field} is no valid Date. Give a Date whose getTime() is a number.`);
  }
}
