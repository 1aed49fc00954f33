import { DaybookError } from '@daybook/domain';
import { WaitedInVain } from './waited-in-vain.js';

/** The store could not be reached, or refused to work, before anything was written. */
export class StoreUnavailable extends DaybookError {
  readonly code = 'store-unavailable';

  constructor(
    /** What was being done, as the middle of a sentence: "appending", "reading a stream". */
    readonly operation: string,
    cause: unknown,
  ) {
    super(
      `The event store is not available: ${operation} failed ${reasonOf(cause)}. Nothing was written; try again ` +
        `when the database answers.`,
      { cause },
    );
  }
}

// The code alone where there is one: drivers put hosts, users and values into their messages.
function reasonOf(cause: unknown): string {
  if (cause instanceof WaitedInVain) return `because ${cause.reason}`;
  if (!(cause instanceof Error)) return 'with an unknown reason';
  return `with ${'code' in cause && typeof cause.code === 'string' ? cause.code : cause.name}`;
}
