import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** An option of a transaction is not valid; it was not begun. */
export class InvalidTransaction extends DaybookError {
  readonly code = 'invalid-transaction';

  constructor(
    readonly option: string,
    value: unknown,
    /** What the option takes, as the end of a sentence. */
    readonly allowed: string,
  ) {
    super(`The transaction cannot be opened: ${option} is ${described(value)}. Give ${allowed}, or leave it out.`);
  }
}
