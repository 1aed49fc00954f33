import { DaybookError } from '@daybook/domain';

/** Read models in memory have no generations: they end with the process, and are made anew by the next. */
export class RowsInMemory extends DaybookError {
  readonly code = 'rows-in-memory';

  constructor() {
    super(
      'Read models of a store in memory have one generation, which ends with the process. Start the application anew to ' +
        'rebuild them, or run it on PostgreSQL.',
    );
  }
}
