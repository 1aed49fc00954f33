import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler projection's event has more than one key, and its handler would run for each of them. */
export class SeveralKeys extends DaybookError {
  readonly code = 'several-keys';
  readonly className: string;

  constructor(
    projectionClass: object,
    /** The type of the event. */
    readonly type: string,
    /** How many there are. */
    readonly keys: number,
  ) {
    const className = nameOfClass(projectionClass);
    super(
      `A handler runs once for an event: ${className} has ${keys} keys for ${JSON.stringify(type)}, which may lie in ` +
        'different segments, or wait at different times. Answer one key, of what must stay in order, or extend ' +
        'FoldProjection, which keeps a row for each of several keys.',
    );
    this.className = className;
  }
}
