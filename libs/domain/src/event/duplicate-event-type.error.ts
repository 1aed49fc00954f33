import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** Two classes bear one event type, so a stored event of it could be either. */
export class DuplicateEventType extends DaybookError {
  readonly code = 'duplicate-event-type';
  readonly classNames: readonly [string, string];

  constructor(
    readonly type: string,
    one: object,
    other: object,
  ) {
    const classNames = [nameOfClass(one), nameOfClass(other)] as const;
    super(
      `The event type "${type}" is that of ${classNames[0]} and of ${classNames[1]}. Give one of them another type; ` +
        'if they are one class that was loaded twice, import it from one place.',
    );
    this.classNames = classNames;
  }
}
