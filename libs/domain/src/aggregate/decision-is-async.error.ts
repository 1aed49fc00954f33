import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A decision returned a promise. */
export class DecisionIsAsync extends DaybookError {
  readonly code = 'decision-is-async';
  readonly className: string;

  constructor(ofClass: object) {
    const className = nameOfClass(ofClass);
    super(
      `The decision on ${className} returned a promise, and what it decides later could not be recorded. ` +
        'Fetch what it needs beforehand, and decide without await.',
    );
    this.className = className;
  }
}
