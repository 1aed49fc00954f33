import { DaybookError } from '@daybook/domain';

/** The rows in memory could not be read between two changes. */
export class RowsNeverStill extends DaybookError {
  readonly code = 'rows-never-still';

  constructor(
    readonly subscription: string,
    /** How often it was tried. */
    readonly attempts: number,
  ) {
    super(
      `The rows of ${JSON.stringify(subscription)} never stood still: each of ${attempts} readings was overtaken by an ` +
        'event. Verify when less is written; on PostgreSQL it can be done at any time.',
    );
  }
}
