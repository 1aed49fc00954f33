import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** One class was made an upcaster twice. */
export class UpcasterRepeated extends DaybookError {
  readonly code = 'upcaster-repeated';
  readonly className: string;

  constructor(upcasterClass: object) {
    const name = nameOfClass(upcasterClass);
    super(`${name} bears @Upcaster twice. Keep one, and write a class of its own for the other step.`);
    this.className = name;
  }
}
