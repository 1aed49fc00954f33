import { DaybookError, nameOfClass } from '@daybook/domain';
import { inspect } from 'node:util';

/** A fold answered the row of another key than the one that it was asked for. */
export class RowOfAnotherKey extends DaybookError {
  readonly code = 'row-of-another-key';
  readonly className: string;
  readonly method: string;

  constructor(
    projectionClass: object,
    method: string | symbol,
    /** The key that the row was for. */
    readonly key: string,
    /** The primary column's property. */
    readonly field: string,
    value: unknown,
  ) {
    const className = nameOfClass(projectionClass);
    super(
      `A row stays under its key: ${className}.${String(method)} was given the key ${inspect(key)} and left ` +
        `${inspect(value)} in ${field}. Put the key there in initial(key), and change it nowhere.`,
    );
    this.className = className;
    this.method = String(method);
  }
}
