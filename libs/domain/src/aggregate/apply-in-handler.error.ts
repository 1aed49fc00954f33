import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A handler has decided something. It runs again at every reading, and would decide it again. */
export class ApplyInHandler extends DaybookError {
  readonly code = 'apply-in-handler';
  readonly className: string;
  readonly eventClassName: string;

  constructor(ofClass: object, eventClass: object) {
    const [className, eventClassName] = [nameOfClass(ofClass), nameOfClass(eventClass)];
    super(
      `A handler of ${className} applies ${eventClassName}. Handlers only change state, because they run again at every ` +
        'reading. Apply the event in the method that decides.',
    );
    this.className = className;
    this.eventClassName = eventClassName;
  }
}
