import { DaybookError } from '@daybook/domain';

/** An option of a runner of subscriptions cannot be kept to. */
export class InvalidRunnerOption extends DaybookError {
  readonly code = 'invalid-runner-option';

  constructor(
    readonly option: string,
    readonly value: unknown,
    /** What it must be, as the end of a sentence. */
    readonly wanted: string,
  ) {
    super(`Subscriptions cannot be run so: ${option} is ${String(value)}. It must be ${wanted}.`);
  }
}
