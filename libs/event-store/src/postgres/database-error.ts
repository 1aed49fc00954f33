/** The SQLSTATE with which the server refused a statement; undefined if it was not the server that spoke. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

// Class 08 and the shutdown states end the connection, at a moment that need not be before the commit.
const endsTheConnection = /^(08...|57P0[1-5])$/;

/** Whether the server has refused the statement; definitely, if the connection has survived it. */
export function isRefusal(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== undefined && !endsTheConnection.test(state);
}

// Serialisation failure, deadlock, and a wait for a lock that a setting of the role has cut short.
const passing = new Set(['40001', '40P01', '55P03']);

/** Whether the same statement may succeed when it is sent again, because others were in the way. */
export function isPassing(error: unknown): boolean {
  return passing.has(sqlStateOf(error) ?? '');
}

/** Whether the server refused the statement because an event id is in the log already. */
export function isKnownEventId(error: unknown): boolean {
  return (
    sqlStateOf(error) === '23505' && (error as { constraint?: unknown }).constraint === 'events_event_id_is_unique'
  );
}

// What an append looks up before it writes, and what somebody else can write in between.
const lookedUp = new Set(['events_event_id_is_unique', 'streams_stream_id_is_unique', 'idempotency_keys_pkey']);

/** Whether an event id, a stream or an idempotency key has come into being since the statement looked for it. */
export function isOvertaken(error: unknown): boolean {
  return sqlStateOf(error) === '23505' && lookedUp.has(String((error as { constraint?: unknown }).constraint));
}

/** Whether `append_group` refused to begin, because its transaction is not under READ COMMITTED. */
export function isWrongIsolation(error: unknown): boolean {
  return sqlStateOf(error) === '25000';
}

/** The event id with which a unique key was violated, where the server tells it. */
export function violatedEventId(error: unknown): string | undefined {
  const { detail } = error as { readonly detail?: unknown };
  return typeof detail === 'string' ? /\(event_id\)=\(([0-9a-f-]{36})\)/.exec(detail)?.[1] : undefined;
}

// Does not exist, exists already, returns something else than it did when it was prepared.
const staleStatement = new Set(['26000', '42P05', '0A000']);

/** Whether the server and the driver disagree about what has been prepared on their connection. */
export function isStaleStatement(error: unknown): boolean {
  return staleStatement.has(sqlStateOf(error) ?? '');
}

/** Whether an earlier error has aborted the transaction in which the statement was to run. */
export function isAborted(error: unknown): boolean {
  return sqlStateOf(error) === '25P02';
}
