import { DaybookError, nameOfClass } from '@daybook/domain';
import { inspect } from 'node:util';

/** An option of `@Saga` has a value that it cannot have. */
export class InvalidSagaOption extends DaybookError {
  readonly code = 'invalid-saga-option';
  readonly className: string;

  constructor(
    sagaClass: unknown,
    /** Which one: `batchSize`, `retry.attempts`. */
    readonly option: string,
    value: unknown,
    readonly expected: string,
  ) {
    const className = nameOfClass(sagaClass);
    const found = inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 5 });
    super(`An option of the saga ${className} is not valid: ${option} is ${found}. Give ${expected}.`);
    this.className = className;
  }
}
