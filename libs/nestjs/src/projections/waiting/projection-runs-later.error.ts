import { DaybookError } from '@daybook/domain';

/** A read model that is brought up to date at certain times will come to a position with its next run. Answered with 503. */
export class ProjectionRunsLater extends DaybookError {
  readonly code = 'projection-runs-later';

  constructor(
    /** The projection's name. */
    readonly projection: string,
    /** The position that was waited for. */
    readonly position: number,
    /** How far it has come. */
    readonly at: number,
    /** When the next run is due; undefined if its times are over. */
    readonly nextRunAt: Date | undefined,
  ) {
    super(
      `The projection "${projection}" is brought up to date at certain times, and does not come to position ${position} before ` +
        `${nextRunAt === undefined ? 'another run, of which none is due' : nextRunAt.toISOString()}: it is at ${at}. Ask ` +
        'again then, or wait for no position.',
    );
  }
}
