import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** An aggregate has no handler for an event of its own. */
export class EventHandlerMissing extends DaybookError {
  readonly code = 'event-handler-missing';
  readonly className: string;
  readonly eventClassName: string;

  constructor(ofClass: object, eventClass: object) {
    const [className, eventClassName] = [nameOfClass(ofClass), nameOfClass(eventClass)];
    super(
      `${className} has no handler for ${eventClassName}. Add @On(${eventClassName}) to a method of it, ` +
        'an empty one if the event changes none of its state.',
    );
    this.className = className;
    this.eventClassName = eventClassName;
  }
}
