import { DaybookError } from '@daybook/domain';

/** An aggregate was asked for as of something that is not one version or one moment. */
export class InvalidPointInTime extends DaybookError {
  readonly code = 'invalid-point-in-time';

  constructor(
    /** The option at fault. */
    readonly field: string,
    readonly reason: string,
  ) {
    super(
      `The point in time is not valid: ${field} ${reason}. Give one of { version } (1 or more), { recordedBy } and ` +
        `{ occurredBy } (a valid Date).`,
    );
  }
}
