import { DaybookError } from '@daybook/domain';
import type { ColumnPlace } from './column-place.js';

/** A column would give back something else than what was written to it. The start was stopped. */
export class ColumnUnsuitable extends DaybookError {
  readonly code = 'column-unsuitable';
  readonly entity: string;
  readonly property: string;
  readonly columnType: string;
  readonly propertyType: string;

  constructor({ entity, property, columnType, propertyType }: ColumnPlace, finding: string, advice: string) {
    super(
      `${entity}.${property} cannot be kept as it is: its column is of type ${columnType}, the property is declared as ` +
        `${propertyType}, and ${finding}. ${advice}`,
    );
    this.entity = entity;
    this.property = property;
    this.columnType = columnType;
    this.propertyType = propertyType;
  }
}
