import { DaybookError } from '@daybook/domain';

/** The rows of a version were asked for before they are made, or after they were dropped. */
export class ProjectionNotReady extends DaybookError {
  readonly code = 'projection-not-ready';

  constructor(
    readonly projection: string,
    readonly version: number,
    cause: unknown,
  ) {
    super(
      `Version ${version} of the projection "${projection}" cannot be read: its rows are being made, or they were ` +
        'dropped. Ask again later; `daybook projections status` says how far it is.',
      { cause },
    );
  }
}
