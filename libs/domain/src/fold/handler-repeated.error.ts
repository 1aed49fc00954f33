import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** Two methods of one class handle the same event. */
export class HandlerRepeated extends DaybookError {
  readonly code = 'handler-repeated';
  readonly className: string;
  readonly eventClassName: string;
  readonly methods: readonly string[];

  constructor(ofClass: object, eventClass: object, ...methods: readonly (string | symbol)[]) {
    const [className, eventClassName] = [nameOfClass(ofClass), nameOfClass(eventClass)];
    const names = methods.map(String);
    super(
      `${className} handles ${eventClassName} in ${names.join(' and in ')}. Keep one handler; ` +
        "to change an inherited one, override the parent's method under its own name.",
    );
    this.className = className;
    this.eventClassName = eventClassName;
    this.methods = names;
  }
}
