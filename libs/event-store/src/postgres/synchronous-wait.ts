import type { PoolClient } from 'pg';

// By the server routine that raises it, because the message is translated.
const cancelledWait = 'SyncRepWaitForLSN';
const watched = new WeakMap<PoolClient, { cancelled: Error | undefined }>();

/**
 * Runs a statement that commits, and answers why its commit was not confirmed by the synchronous standby, if so.
 *
 * PostgreSQL commits locally first; when the wait for the standby is cancelled, the driver reports success and a mere
 * warning. To the caller that is an append which a fail-over may undo.
 */
export async function confirmedBy<R>(
  client: PoolClient,
  run: () => Promise<R>,
): Promise<{ result: R; unconfirmed?: Error }> {
  let watch = watched.get(client);
  if (watch === undefined) {
    const state: { cancelled: Error | undefined } = { cancelled: undefined };
    client.on('notice', (notice) => {
      if (notice.routine === cancelledWait) state.cancelled = new Error(notice.message);
    });
    watched.set(client, state);
    watch = state;
  }
  watch.cancelled = undefined;
  const result = await run();
  return watch.cancelled === undefined ? { result } : { result, unconfirmed: watch.cancelled };
}
