import { DaybookError, nameOfClass } from '@daybook/domain';

/** A handler projection was asked for rows by key, and it does not know which its rows are. */
export class ProjectionNotAFold extends DaybookError {
  readonly code = 'projection-not-a-fold';
  readonly className: string;

  constructor(projectionClass: unknown) {
    const className = nameOfClass(projectionClass);
    super(
      `The projection ${className} cannot be asked by key: its handlers write what they like. Read its rows through their ` +
        'repositories, or extend FoldProjection.',
    );
    this.className = className;
  }
}
