/**
 * The HTTP status for each code of a Daybook error that a client can do something about. What is not listed is the
 * server's own mistake, and is answered with 500.
 */
export const problemStatuses: Readonly<Record<string, number>> = {
  'request-invalid': 400,
  'invalid-name': 400,
  'invalid-point-in-time': 400,
  'aggregate-not-found': 404,
  'aggregate-already-exists': 409,
  'concurrency-conflict': 409,
  'event-id-conflict': 409,
  'idempotency-key-conflict': 409,
  'stream-closed': 409,
  'aggregate-outdated': 412,
  'append-outcome-unknown': 503,
  'store-unavailable': 503,
  'unknown-event-type': 503,
};

/** What the client is told of the problems on the server's side, whose own messages are for the log. */
export const serverSideDetails: Readonly<Record<string, string>> = {
  'append-outcome-unknown':
    'It is unknown whether the request has taken effect, because the store was lost while it answered. ' +
    'Look at the current state before sending it again.',
  'store-unavailable': 'The event store does not answer. Nothing was changed; try again later.',
  'unknown-event-type': 'This version of the service cannot read what a newer one has recorded. Try again later.',
};
