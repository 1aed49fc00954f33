import type { PoolClient } from 'pg';
import { WaitedInVain } from '../stream/waited-in-vain.js';

/**
 * Runs work on a connection, and gives the connection up when the work has not ended in time: a server that is stopped,
 * or behind a network that swallows its answers, says nothing for ever.
 *
 * @throws WaitedInVain the connection has been given up; what was sent over it may have been done
 */
export async function withinAnswerLimit<R>(client: PoolClient, answerMs: number, work: () => Promise<R>): Promise<R> {
  let silence: WaitedInVain | undefined;
  const timer = setTimeout(() => {
    silence = new WaitedInVain(`the database has not answered within ${answerMs} ms`, answerMs);
    giveUp(client);
  }, answerMs);
  timer.unref();
  try {
    return await work();
  } catch (error) {
    throw silence ?? error;
  } finally {
    clearTimeout(timer);
  }
}

// Its end alone would wait for the answers of a driver that pipelines.
function giveUp(client: PoolClient): void {
  void client.end().catch(() => undefined);
  const { connection } = client as { readonly connection?: { readonly stream?: { destroy?(): void } } };
  connection?.stream?.destroy?.();
}
