import { DaybookError } from '@daybook/domain';

/**
 * Nothing may be decided by the rows of an inline projection at the moment: a subscription brings them up to date, behind
 * the appends, as after the first start of a new one on a log of before. Answered with 503; it passes by itself.
 */
export class ProjectionNotCurrent extends DaybookError {
  readonly code = 'projection-not-current';

  constructor(
    readonly projection: string,
    readonly version: number,
  ) {
    super(
      `Nothing can be decided by version ${version} of the projection "${projection}" yet: its rows are still brought up to ` +
        'date behind the appends. Nothing was locked; try again in a moment. `daybook projections status` says how far it is.',
    );
  }
}
