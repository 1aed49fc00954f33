/** The SQLSTATE with which the server refused a statement; undefined if it was not the server that spoke. */
export function sqlStateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('severity' in error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

// Class 08 and the shutdown states end the connection, at a moment that need not be before the commit.
const endsTheConnection = /^(08...|57P0[1-5])$/;

/** Whether the server has definitely refused the statement: it answered with an error and stayed. */
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
