import { DaybookError } from '@daybook/domain';

/** A tool was called in a way that it does not understand. Nothing was done. */
export class UsageInvalid extends DaybookError {
  readonly code = 'usage-invalid';

  constructor(
    /** What is wrong with the call. */
    readonly finding: string,
    /** How the tool is called. */
    readonly usage: string,
  ) {
    super(`The command cannot be understood: ${finding}. It is called like this:\n\n${usage}`);
  }
}
