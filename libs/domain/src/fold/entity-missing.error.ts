import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** An event is about an entity that is not there. */
export class EntityMissing extends DaybookError {
  readonly code = 'entity-missing';
  readonly className: string;
  readonly field: string;
  readonly eventClassName: string;

  constructor(
    ofClass: object,
    field: string | symbol,
    eventClass: object,
    readonly entityId: string | undefined,
  ) {
    const [className, eventClassName] = [nameOfClass(ofClass), nameOfClass(eventClass)];
    super(
      `${className}.${String(field)} holds no entity${entityId === undefined ? '' : ' with the id that the event names'}, ` +
        `and ${eventClassName} is about it. Create the entity in a handler of ${className} for this or an earlier event, ` +
        'or take the handler out of the entity.',
    );
    this.className = className;
    this.field = String(field);
    this.eventClassName = eventClassName;
  }
}
