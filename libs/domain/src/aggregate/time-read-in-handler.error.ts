import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A handler has read the present time, which is another one at every reading. */
export class TimeReadInHandler extends DaybookError {
  readonly code = 'time-read-in-handler';
  readonly className: string;

  constructor(ofClass: object) {
    const className = nameOfClass(ofClass);
    super(
      `A handler of ${className} reads the present time, so every reading would come to another state. ` +
        'Take meta.occurredAt, the second parameter of the handler.',
    );
    this.className = className;
  }
}
