import { DaybookError } from '@daybook/domain';
import type { ColumnPlace } from './column-place.js';

/** A stored row holds a value that its property cannot have; no projection has written it. */
export class RowUnreadable extends DaybookError {
  readonly code = 'row-unreadable';
  readonly entity: string;
  readonly property: string;
  readonly columnType: string;

  constructor({ entity, property, columnType, propertyType }: ColumnPlace, finding: string) {
    super(
      `A stored row of ${entity} cannot be read: its ${property}, a column of type ${columnType} for a property of type ` +
        `${propertyType}, ${finding}. Somebody has written it past the projection: rebuild it.`,
    );
    this.entity = entity;
    this.property = property;
    this.columnType = columnType;
  }
}
