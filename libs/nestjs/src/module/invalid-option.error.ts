import { DaybookError } from '@daybook/domain';

/** An option of the module has a value that it cannot have. The start was stopped. */
export class InvalidOption extends DaybookError {
  readonly code = 'invalid-option';

  constructor(
    readonly option: string,
    value: unknown,
    readonly allowed: readonly string[],
  ) {
    super(
      `An option of DaybookModule is not valid: ${option} is ${JSON.stringify(value)}. ` +
        `Choose one of ${allowed.map((name) => `"${name}"`).join(', ')}, or leave it out.`,
    );
  }
}
