import { DaybookError, nameOfClass } from '@daybook/domain';

/** A deadline cannot be called so. */
export class InvalidDeadlineName extends DaybookError {
  readonly code = 'invalid-deadline-name';
  readonly className: string;

  constructor(
    sagaClass: unknown,
    readonly deadline: string,
  ) {
    const className = nameOfClass(sagaClass);
    super(
      `A deadline of the saga ${className} cannot be called ${JSON.stringify(deadline)}. Choose lower-case words joined by ` +
        'hyphens, at most 100 characters, such as "payment": operators read it.',
    );
    this.className = className;
  }
}
