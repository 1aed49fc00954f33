import { DaybookError, nameOfClass } from '@daybook/domain';

/** A projection does not say what its rows are, or says it twice. */
export class ReadModelUnsuitable extends DaybookError {
  readonly code = 'read-model-unsuitable';
  readonly className: string;

  constructor(projectionClass: unknown, finding: string, advice: string) {
    const className = nameOfClass(projectionClass);
    super(`The readModel of the projection ${className} does not fit: ${finding}. ${advice}`);
    this.className = className;
  }
}
