import { DaybookError, nameOfClass } from '@daybook/domain';

/** A fold answered what is no row. */
export class NotARow extends DaybookError {
  readonly code = 'not-a-row';
  readonly className: string;
  /** The handler, or `initial`. */
  readonly method: string;

  constructor(projectionClass: object, method: string | symbol, finding: string, advice: string) {
    const className = nameOfClass(projectionClass);
    super(`A fold answers rows: ${className}.${String(method)} answered ${finding}. ${advice}`);
    this.className = className;
    this.method = String(method);
  }
}
