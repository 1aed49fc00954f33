import { DaybookError } from '@daybook/domain';

/** An event that was read is no longer where it was, and nothing on record tells why. */
export class LogWentBack extends DaybookError {
  readonly code = 'log-went-back';

  constructor(
    /** Where the event was. */
    readonly position: number,
    /** When it was recorded, as far as that is known. */
    readonly recordedAt: Date | undefined,
    /** The last position at or below it where there is one now; 0 if there is none. */
    readonly lastThere: number,
  ) {
    const when = recordedAt === undefined ? '' : `, recorded on ${recordedAt.toISOString()},`;
    super(
      `The log has lost an event that was read: that at position ${position}${when} is no longer there, and no restoration up ` +
        `to before it is on record, as where a copy of the disk was put back; at or below it the log has position ${lastThere}. ` +
        'Nothing was read. Find out up to which position the log is as it was, take back what rests on the rest, and have an ' +
        'operator say so: daybook store accept-incarnation --reason … --lost-after <position>.',
    );
  }
}
