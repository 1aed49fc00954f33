import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** An event is handled by one of several entities, and nothing says by which. */
export class EntityRouteMissing extends DaybookError {
  readonly code = 'entity-route-missing';
  readonly className: string;
  readonly field: string;
  readonly eventClassName: string;

  constructor(ofClass: object, field: string | symbol, eventClass: object) {
    const [className, eventClassName] = [nameOfClass(ofClass), nameOfClass(eventClass)];
    super(
      `Nothing says which entity in ${className}.${String(field)} the event ${eventClassName} is about. ` +
        `Add route(${eventClassName}).by((event) => …) to its @Entities.`,
    );
    this.className = className;
    this.field = String(field);
    this.eventClassName = eventClassName;
  }
}
