import { DaybookError, nameOfClass } from '@daybook/domain';

/** A class of projections bears no `@Projection`, so nobody knows under which name to keep its rows. */
export class ProjectionMissing extends DaybookError {
  readonly code = 'projection-missing';
  readonly className: string;

  constructor(projectionClass: unknown) {
    const className = nameOfClass(projectionClass);
    super(
      `${className} has no @Projection. Put @Projection('what-can-be-asked', { version: 1, readModel: … }) on the class ` +
        'itself; that of a parent class does not count, because two classes cannot share one name.',
    );
    this.className = className;
  }
}
