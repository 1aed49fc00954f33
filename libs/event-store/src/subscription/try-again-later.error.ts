import { DaybookError } from '@daybook/domain';

/**
 * A handler says that the event is not at fault: what it needs is away for a while, as a server that is down. The event is
 * tried again, with growing pauses, for as long as it takes, and never parked; its reader goes no further meanwhile.
 *
 * @example
 * if (response.status >= 500) throw new TryAgainLater(`The partner answers ${response.status}.`);
 */
export class TryAgainLater extends DaybookError {
  readonly code = 'try-again-later';

  constructor(
    /** What is in the way, as a sentence. */
    readonly reason: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${reason} The event is tried again, for as long as it takes; nothing is parked.`, options);
  }
}
