/** Which column is meant, in words for a person. */
export interface ColumnPlace {
  readonly entity: string;
  readonly property: string;
  /** As PostgreSQL calls it. */
  readonly columnType: string;
  /** As the class declares it, where that can be seen. */
  readonly propertyType: string;
}
