import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** One class was given two categories. */
export class AggregateRepeated extends DaybookError {
  readonly code = 'aggregate-repeated';
  readonly className: string;

  constructor(
    aggregateClass: object,
    readonly existingCategory: string,
    readonly repeatedCategory: string,
  ) {
    const className = nameOfClass(aggregateClass);
    super(
      `${className} has the category "${existingCategory}" and was given "${repeatedCategory}" as well. Keep one @Aggregate.`,
    );
    this.className = className;
  }
}
