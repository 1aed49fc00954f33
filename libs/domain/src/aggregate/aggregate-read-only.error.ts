import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** Something was to be decided on an aggregate that is only there to be read. */
export class AggregateReadOnly extends DaybookError {
  readonly code = 'aggregate-read-only';
  readonly className: string;

  constructor(
    ofClass: object,
    readonly aggregateId: string,
    reason: string,
  ) {
    const className = nameOfClass(ofClass);
    super(`The ${className} "${aggregateId}" is read-only: ${reason}. Load it again and decide on that.`);
    this.className = className;
  }
}
