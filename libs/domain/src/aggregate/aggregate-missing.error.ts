import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A class bears no `@Aggregate`, so nobody knows in which streams it is kept. */
export class AggregateMissing extends DaybookError {
  readonly code = 'aggregate-missing';
  readonly className: string;

  constructor(aggregateClass: unknown) {
    const className = nameOfClass(aggregateClass);
    super(
      `${className} is no aggregate that can be kept. Put @Aggregate('category') on the class itself; ` +
        'that of a parent class does not count, because two classes cannot share one category.',
    );
    this.className = className;
  }
}
