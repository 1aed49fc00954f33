import { DaybookError } from '@daybook/domain';

/** The log goes on in a history that needs no acceptance, or has it. */
export class NothingToAccept extends DaybookError {
  readonly code = 'nothing-to-accept';

  constructor(
    /** Which of the histories on record it is. */
    readonly ordinal: number,
  ) {
    super(
      `The log goes on in history ${ordinal}, which waits for nobody's acceptance. If its disk was replaced by a copy, of ` +
        'which PostgreSQL tells nothing, say up to which position it is as it was before: --lost-after <position>.',
    );
  }
}
