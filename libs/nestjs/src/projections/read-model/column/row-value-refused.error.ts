import { DaybookError } from '@daybook/domain';
import type { ColumnPlace } from './column-place.js';

/** A projection gave a row a value that its column would not give back. Nothing was written. */
export class RowValueRefused extends DaybookError {
  readonly code = 'row-value-refused';
  readonly entity: string;
  readonly property: string;
  readonly columnType: string;

  constructor({ entity, property, columnType }: ColumnPlace, finding: string, advice: string) {
    super(`${entity}.${property} cannot hold that value: ${finding} (the column is of type ${columnType}). ${advice}`);
    this.entity = entity;
    this.property = property;
    this.columnType = columnType;
  }
}
