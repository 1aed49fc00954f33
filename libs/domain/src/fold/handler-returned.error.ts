import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A handler of a fold gave an answer; it may be a promise, whose work the fold would not wait for. */
export class HandlerReturned extends DaybookError {
  readonly code = 'handler-returned';
  readonly className: string;
  readonly method: string;

  constructor(ofClass: object, method: string | symbol) {
    const className = nameOfClass(ofClass);
    super(
      `The handler ${className}.${String(method)} returned something. ` +
        'It changes the state at once and returns nothing: make it neither async nor an expression.',
    );
    this.className = className;
    this.method = String(method);
  }
}
