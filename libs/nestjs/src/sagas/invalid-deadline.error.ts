import { DaybookError } from '@daybook/domain';
import { inspect } from 'node:util';

/** A deadline was set to a moment that cannot be kept. */
export class InvalidDeadline extends DaybookError {
  readonly code = 'invalid-deadline';

  constructor(
    /** Its name. */
    readonly deadline: string,
    due: unknown,
  ) {
    super(
      `The deadline "${deadline}" cannot be set to ${inspect(due)}: that is no moment in the years 1 to 9999. Give a valid ` +
        "Date, or how long from now, such as '30m'.",
    );
  }
}
