import { DaybookError } from '@daybook/domain';

/** A command came with an idempotency key, and nothing names its kind for longer than one build. Nothing was written. */
export class CommandTypeMissing extends DaybookError {
  readonly code = 'command-type-missing';

  constructor(readonly className: string) {
    super(
      `The command class "${className}" has no lasting name, and idempotency keys are kept by it: its name is empty, or ` +
        "as short as a minifier makes them. Put @CommandType('a-name-that-stays') on it.",
    );
  }
}
