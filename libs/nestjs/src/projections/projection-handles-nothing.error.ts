import { DaybookError, nameOfClass } from '@daybook/domain';

/** A projection has no handlers, so that it would stay empty for ever. */
export class ProjectionHandlesNothing extends DaybookError {
  readonly code = 'projection-handles-nothing';
  readonly className: string;

  constructor(projectionClass: unknown) {
    const className = nameOfClass(projectionClass);
    super(
      `The projection ${className} handles no event. Put @On(SomethingHappened) on a method for each event that changes its rows.`,
    );
    this.className = className;
  }
}
