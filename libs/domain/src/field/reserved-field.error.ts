import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A field has a name by which JavaScript itself knows something else. */
export class ReservedField extends DaybookError {
  readonly code = 'reserved-field';
  readonly className: string;

  constructor(
    ofClass: object,
    readonly field: string,
  ) {
    super(
      `${nameOfClass(ofClass)} cannot hold a field named "${field}": JavaScript gives that name a meaning. Rename it.`,
    );
    this.className = nameOfClass(ofClass);
  }
}
