import { DaybookError } from '@daybook/domain';
import { inspect } from 'node:util';

/** An option of a rebuild has a value that it cannot have. Nothing was begun. */
export class InvalidRebuildOption extends DaybookError {
  readonly code = 'invalid-rebuild-option';

  constructor(
    readonly option: string,
    readonly value: unknown,
    expected: string,
  ) {
    super(`The option "${option}" of a rebuild is ${inspect(value, { depth: 1 })}. Give ${expected}.`);
  }
}
