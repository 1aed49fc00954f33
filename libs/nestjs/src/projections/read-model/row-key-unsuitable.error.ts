import { DaybookError } from '@daybook/domain';

/** A row does not stand under the key that its projection gave for it. Nothing was written. */
export class RowKeyUnsuitable extends DaybookError {
  readonly code = 'row-key-unsuitable';

  constructor(
    readonly entity: string,
    /** The property of the key. */
    readonly property: string,
    readonly key: string,
    /** What the row or the database has instead. */
    readonly found: string,
  ) {
    super(
      `A row of ${entity} is not the one of its key: ${property} is "${found}" where the projection's key is "${key}". Give ` +
        `initial(key) rows with ${property} = key, change it in no handler, and write keys as the column gives them back.`,
    );
  }
}
