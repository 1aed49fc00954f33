import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** `@Aggregate` stands on a class that cannot be one. */
export class NotAnAggregate extends DaybookError {
  readonly code = 'not-an-aggregate';
  readonly className: string;

  constructor(found: unknown, finding: string) {
    const className = nameOfClass(found);
    super(
      `${className} cannot be an aggregate: ${finding}. Write class ${className} extends AggregateRoot, ` +
        'with AggregateRoot from @daybook/domain (that of @nestjs/cqrs is another class) and without constructor parameters.',
    );
    this.className = className;
  }
}
