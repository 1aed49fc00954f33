import { DaybookError, nameOfClass } from '@daybook/domain';
import { inspect } from 'node:util';

/** An option of `@Reaction` has a value that it cannot have. */
export class InvalidReactionOption extends DaybookError {
  readonly code = 'invalid-reaction-option';
  readonly className: string;

  constructor(
    reactionClass: unknown,
    /** Which one: `batchSize`, `retry.attempts`. */
    readonly option: string,
    value: unknown,
    readonly expected: string,
  ) {
    const className = nameOfClass(reactionClass);
    const found = inspect(value, { depth: 0, breakLength: Infinity, maxStringLength: 100, maxArrayLength: 5 });
    super(`An option of the reaction ${className} is not valid: ${option} is ${found}. Give ${expected}.`);
    this.className = className;
  }
}
