import { DaybookError, nameOfClass } from '@daybook/domain';

/** The times of a scheduled projection cannot be understood, or never come. */
export class InvalidSchedule extends DaybookError {
  readonly code = 'invalid-schedule';
  readonly className: string;

  constructor(
    projectionClass: unknown,
    readonly schedule: string,
    finding: string,
    options?: { readonly cause?: unknown },
  ) {
    const className = nameOfClass(projectionClass);
    super(
      `The projection ${className} has no times to run at: ${JSON.stringify(schedule)} ${finding}. Give a cron expression ` +
        'of five or six fields in UTC, such as "5 0 * * *" for five past midnight.',
      options,
    );
    this.className = className;
  }
}
