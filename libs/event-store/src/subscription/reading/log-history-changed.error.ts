import { DaybookError } from '@daybook/domain';

/** The log is another one than a reader has read so far: positions that he knows may stand for other events in it. */
export class LogHistoryChanged extends DaybookError {
  readonly code = 'log-history-changed';

  constructor(
    /** The last position that was read. */
    readonly position: number,
    /** The incarnation of the store until then. */
    readonly expected: string,
    /** The one that was met. */
    readonly found: string,
  ) {
    super(
      `The log has another history than the one that was read: up to position ${position} it was incarnation ` +
        `${expected}, now it is ${found}, as after a fail-over or a restoration, which may have taken events back. ` +
        'Nothing of it was delivered. Take back what rests on events that are no longer there, and read on after a ' +
        'position that both have; or read from the beginning.',
    );
  }
}
