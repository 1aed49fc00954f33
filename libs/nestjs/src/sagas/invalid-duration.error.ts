import { DaybookError } from '@daybook/domain';
import { inspect } from 'node:util';

/** A time was to be said as a number with a unit, and is not. */
export class InvalidDuration extends DaybookError {
  readonly code = 'invalid-duration';

  constructor(value: unknown) {
    const found = inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 100 });
    super(`${found} is no duration. Give a number with its unit (ms, s, m, h or d), such as '30m' or '1.5h'.`);
  }
}
