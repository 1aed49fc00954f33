import { DaybookError } from '@daybook/domain';

const refused = {
  appending:
    'takes no more appends: it has been closed. Nothing was written; send the request to a process that is not shutting ' +
    'down, or close the store after everything that appends',
  subscribing:
    'tells of nothing more: it has been closed. What was delivered stays right; read on after the position of the last ' +
    'event in a process that is not shutting down, or end the reading with its signal before the store',
} as const;

/** The store has been closed, as an application does that shuts down. Nothing was written. */
export class StoreClosed extends DaybookError {
  readonly code = 'store-closed';

  constructor(
    /** What is over. */
    readonly operation: keyof typeof refused = 'appending',
  ) {
    super(`The event store ${refused[operation]}.`);
  }
}
