import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** What `@Upcaster` says of a class cannot be. */
export class InvalidUpcaster extends DaybookError {
  readonly code = 'invalid-upcaster';
  readonly className: string;

  /**
   * @param reason goes on after the class's name: `lifts account.opened 1 to version 3`
   * @param advice one sentence
   */
  constructor(upcasterClass: unknown, reason: string, advice: string) {
    const name = nameOfClass(upcasterClass);
    super(`The upcaster ${name} ${reason}. ${advice}`);
    this.className = name;
  }
}
