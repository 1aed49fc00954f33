import { DaybookError, nameOfClass } from '@daybook/domain';

/** The name of a projection cannot be that of tables. */
export class InvalidProjectionName extends DaybookError {
  readonly code = 'invalid-projection-name';
  readonly className: string;

  constructor(
    projectionClass: unknown,
    readonly projectionName: string,
    finding: string,
  ) {
    const className = nameOfClass(projectionClass);
    super(
      `The projection of ${className} cannot be called ${JSON.stringify(projectionName)}: it ${finding}. Its rows are kept ` +
        "under that name, with '_' for '-': choose lower-case words joined by hyphens, such as \"account-balances\".",
    );
    this.className = className;
  }
}
