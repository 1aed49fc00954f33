import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A decorator for what an instance has stands on a static member. */
export class StaticMember extends DaybookError {
  readonly code = 'static-member';
  readonly className: string;

  constructor(ofClass: object) {
    const className = nameOfClass(ofClass);
    super(
      `A static member of ${className} bears a decorator of @daybook/domain, and instances do not have it. ` +
        'Take away the word static.',
    );
    this.className = className;
  }
}
