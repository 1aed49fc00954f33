import { DaybookError, nameOfClass } from '@daybook/domain';
import { inspect } from 'node:util';

/** An option of `@Projection` has a value that it cannot have. */
export class InvalidProjectionOption extends DaybookError {
  readonly code = 'invalid-projection-option';
  readonly className: string;

  constructor(
    projectionClass: unknown,
    /** Which one: `batchSize`, `retry.attempts`. */
    readonly option: string,
    value: unknown,
    readonly expected: string,
    options?: { readonly cause?: unknown },
  ) {
    const className = nameOfClass(projectionClass);
    const found = inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 5 });
    super(`An option of the projection ${className} is not valid: ${option} is ${found}. Give ${expected}.`, options);
    this.className = className;
  }
}
