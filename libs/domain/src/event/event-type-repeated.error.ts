import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** One class was given two event types. */
export class EventTypeRepeated extends DaybookError {
  readonly code = 'event-type-repeated';
  readonly className: string;

  constructor(
    eventClass: object,
    readonly existingType: string,
    readonly repeatedType: string,
  ) {
    const name = nameOfClass(eventClass);
    super(`${name} has the event type "${existingType}" and was given "${repeatedType}" as well. Keep one @EventType.`);
    this.className = name;
  }
}
