import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** A class was given as an upcaster and does not say what it lifts. */
export class UpcasterMissing extends DaybookError {
  readonly code = 'upcaster-missing';
  readonly className: string;

  constructor(upcasterClass: unknown) {
    const name = nameOfClass(upcasterClass);
    super(
      `${name} does not say which events it lifts. Put @Upcaster({ event, from, to }) on the class itself; ` +
        'that of a parent class does not count. Give an instance of it where instances are asked for.',
    );
    this.className = name;
  }
}
