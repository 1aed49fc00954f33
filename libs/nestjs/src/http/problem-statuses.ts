import { refusalStatuses } from '../commands/refusals.js';

/**
 * The HTTP status for each code of a Daybook error that a client can do something about. What is not listed is the
 * server's own mistake, and is answered with 500.
 */
export const problemStatuses: Readonly<Record<string, number>> = {
  ...refusalStatuses,
  'malformed-json': 400,
  'invalid-point-in-time': 400,
  'concurrency-conflict': 409,
  'event-id-conflict': 409,
  'idempotency-key-conflict': 409,
  'transaction-conflict': 409,
  'aggregate-outdated': 412,
  'append-outcome-unknown': 503,
  'key-parked': 503,
  'projection-behind': 503,
  'projection-not-current': 503,
  'projection-not-ready': 503,
  'projection-runs-later': 503,
  'store-closed': 503,
  'store-overloaded': 503,
  'store-unavailable': 503,
  'transaction-outcome-unknown': 503,
  'transaction-timed-out': 503,
  'unknown-event-type': 503,
  'unknown-inline-projection': 503,
};

/** What the client is told of the problems on the server's side, whose own messages are for the log. */
export const serverSideDetails: Readonly<Record<string, string>> = {
  'append-outcome-unknown':
    'It is unknown whether the request has taken effect, because the store was lost while it answered. ' +
    'Send it again under the same Idempotency-Key; if it had none, look at the current state before.',
  'store-closed': 'This process is shutting down. Nothing was changed; try again.',
  'store-overloaded': 'The event store has more to do than it can. Nothing was changed; try again in a moment.',
  'transaction-outcome-unknown':
    'It is unknown whether the request has taken effect, because the database was lost while it answered. ' +
    'Send it again under the same Idempotency-Key; if it had none, look at the current state before.',
  'transaction-timed-out': 'The request took too long and has changed nothing. Try again later.',
  'store-unavailable': 'The event store does not answer. Nothing was changed; try again later.',
  'projection-not-current':
    'What the request is decided by is still being counted. Nothing was changed; try again in a moment.',
  'projection-not-ready': 'What is asked for is being made by a new version of the service. Try again later.',
  'unknown-inline-projection':
    'This version of the service does not write that any more. Nothing was changed; try again, and another one answers.',
  'unknown-event-type': 'This version of the service cannot read what a newer one has recorded. Try again later.',
};

/** Problems on the server's side that concern what the client has asked for alone: he is told of them as of his own. */
export const toldInFull: ReadonlySet<string> = new Set(['key-parked', 'projection-behind', 'projection-runs-later']);

/** After how many seconds it is worth while to ask again. */
export const retryAfterSeconds: Readonly<Record<string, number>> = {
  'projection-behind': 1,
  'projection-not-current': 1,
  'projection-not-ready': 5,
  'unknown-event-type': 5,
  'unknown-inline-projection': 1,
};

/**
 * Refusals that belong to the day's work, while rows come up or are made anew: nothing has gone wrong in this process, and an
 * alarm tells what needs an operator. They are a warning in the log and not an error.
 */
export const dayToDay: ReadonlySet<string> = new Set([
  'key-parked',
  'projection-behind',
  'projection-not-current',
  'projection-not-ready',
  'projection-runs-later',
  'unknown-event-type',
  'unknown-inline-projection',
]);
