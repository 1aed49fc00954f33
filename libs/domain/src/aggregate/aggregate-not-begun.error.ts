import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** An aggregate was made with `new`, so it has no id. */
export class AggregateNotBegun extends DaybookError {
  readonly code = 'aggregate-not-begun';
  readonly className: string;

  constructor(ofClass: object) {
    const className = nameOfClass(ofClass);
    super(
      `This ${className} has no id yet: it was made with new, or is asked in its own constructor. ` +
        `Get it from a repository, from given(${className}), or from createAggregate(${className}, id).`,
    );
    this.className = className;
  }
}
