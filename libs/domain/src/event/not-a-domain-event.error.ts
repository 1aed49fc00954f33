import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** Something was used as an event or its class that is none. */
export class NotADomainEvent extends DaybookError {
  readonly code = 'not-a-domain-event';
  readonly className: string;

  constructor(found: unknown) {
    const name = nameOfClass(found);
    super(
      `${name} is not an event: it does not extend DomainEvent of @daybook/domain. ` +
        "Write class Happened extends DomainEvent<'context.happened'> and make it with Happened.of({ … }). " +
        'An undefined class comes from modules that import each other.',
    );
    this.className = name;
  }
}
