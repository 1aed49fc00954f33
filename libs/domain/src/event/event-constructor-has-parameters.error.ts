import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** The constructor of an event asks for something that a reader of the log could not give. */
export class EventConstructorHasParameters extends DaybookError {
  readonly code = 'event-constructor-has-parameters';
  readonly className: string;

  constructor(eventClass: object) {
    const name = nameOfClass(eventClass);
    super(
      `The constructor of ${name} has parameters, so the event could not be made again when it is read. ` +
        `Declare fields (readonly amountMinor!: number) and make events with ${name}.of({ … }).`,
    );
    this.className = name;
  }
}
