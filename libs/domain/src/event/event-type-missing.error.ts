import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A class of events bears no `@EventType`, so nobody knows under which name to keep it. */
export class EventTypeMissing extends DaybookError {
  readonly code = 'event-type-missing';
  readonly className: string;

  constructor(eventClass: unknown) {
    const name = nameOfClass(eventClass);
    super(
      `${name} has no event type. Put @EventType('context.what-happened') on the class itself; ` +
        'that of a parent class does not count, because two classes cannot share one name.',
    );
    this.className = name;
  }
}
