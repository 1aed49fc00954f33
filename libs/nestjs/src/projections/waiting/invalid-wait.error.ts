import { DaybookError } from '@daybook/domain';
import { inspect } from 'node:util';

/** Nobody can wait for this. */
export class InvalidWait extends DaybookError {
  readonly code = 'invalid-wait';

  constructor(
    /** `position`, `key` or `timeoutMs`. */
    readonly field: string,
    readonly value: unknown,
    /** What it must be, for a sentence. */
    readonly expected: string,
  ) {
    super(`A projection cannot be waited for like this: ${field} is ${inspect(value)}. Give ${expected}.`);
  }
}
