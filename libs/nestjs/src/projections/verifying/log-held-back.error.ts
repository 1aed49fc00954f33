import { DaybookError } from '@daybook/domain';

/** The log could not be read up to where the rows are. */
export class LogHeldBack extends DaybookError {
  readonly code = 'log-held-back';

  constructor(
    readonly position: number,
    readonly head: number,
    readonly waitedMs: number,
  ) {
    super(
      `The log cannot be read up to the rows: they are at ${position}, and readers see it up to ${head} after ` +
        `${waitedMs} ms. A transaction that has appended is still open; the status of the store names it. Verify again ` +
        'when it has ended.',
    );
  }
}
