import { DaybookError } from '@daybook/domain';
import { WaitedInVain } from './waited-in-vain.js';

/**
 * The connection was lost while the store was answering, or given up because it did not: the append has been made, or
 * it has not. Neither may be assumed; repeating it with the same event ids settles it, because a repeated append returns
 * its first result.
 */
export class AppendOutcomeUnknown extends DaybookError {
  readonly code = 'append-outcome-unknown';

  constructor(
    /** The ids that the events were sent with; repeat the append with exactly these. */
    readonly eventIds: readonly string[],
    cause: unknown,
  ) {
    super(
      `It is unknown whether the append was made: ${reasonOf(cause)} before it answered for ${eventIds.length} ` +
        `event(s), the first of them ${eventIds[0] ?? '(none)'}. Append the same events again with the same event ids ` +
        `(the error's eventIds).`,
      { cause },
    );
  }
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof WaitedInVain)) return 'the store was lost';
  return `the store was given up after ${cause.afterMs ?? 'some'} ms`;
}
