import { DaybookError } from '@daybook/domain';

/** So many callers wait for the store already that one more is not let in. Nothing was sent. */
export class StoreOverloaded extends DaybookError {
  readonly code = 'store-overloaded';

  constructor(
    /** What was to be done: "appending", "reading". */
    readonly operation: string,
    /** How many wait already. */
    readonly waiting: number,
    /** What they wait for. */
    readonly reason: string,
  ) {
    super(
      `The event store is overloaded: ${waiting} callers wait for ${operation} already, because ${reason}. Nothing was ` +
        `written; try again in a moment with fewer at a time, or raise limits.waiting.`,
    );
  }
}
