import { DaybookError, nameOfClass } from '@daybook/domain';

/** A projection was asked that the application does not have. */
export class ProjectionNotProvided extends DaybookError {
  readonly code = 'projection-not-provided';
  readonly className: string;

  constructor(
    projectionClass: unknown,
    /** Its name. */
    readonly projectionName: string,
  ) {
    const className = nameOfClass(projectionClass);
    super(
      `The application has no projection "${projectionName}": nobody provides ${className}. List it among the providers of ` +
        'a module, and ask it when the application has started.',
    );
    this.className = className;
  }
}
