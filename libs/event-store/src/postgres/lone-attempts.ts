import { setTimeout as sleep } from 'node:timers/promises';
import { DaybookError } from '@daybook/domain';
import type { AppendConnection } from './append-connection.js';
import { refusedAppend } from './append-error.js';
import { isOvertaken, isPassing, isRefusal } from './database-error.js';
import { appendGroup } from './group-append.js';
import { appendAlone } from './lone-append.js';
import type { PendingAppend } from './pending-append.js';
import type { Statements } from './statements.js';

const attempts = 10;

/**
 * Sends one append of a call that has failed as a whole: it may be the guilty one, or be in nobody's way. Does not wait
 * for rows either, so that those that must wait cannot keep the others from being sent.
 *
 * @returns whether it has to wait for somebody, and has not ended
 */
export async function attemptWithoutWaiting(
  connection: AppendConnection,
  statements: Statements,
  pending: PendingAppend,
): Promise<boolean> {
  try {
    const { result, unconfirmed } = await connection.send((client) => appendGroup(client, statements, [pending.unit]));
    const answers = result[0] ?? [];
    if (answers[0]?.outcome === 'alone') return true;
    pending.answered(answers, unconfirmed);
  } catch (error) {
    if (isPassing(error) || isOvertaken(error)) return true;
    fail(pending, error);
  }
  return false;
}

/** Sends one append and waits for whoever holds what it needs. */
export async function attemptWaiting(
  connection: AppendConnection,
  statements: Statements,
  pending: PendingAppend,
  attempt = 1,
): Promise<void> {
  try {
    const { result, unconfirmed } = await connection.send((client) => appendAlone(client, statements, pending.unit));
    pending.answered(result, unconfirmed);
  } catch (error) {
    // The next attempt sees what has come into being, and knows what to answer.
    if ((isPassing(error) || isOvertaken(error)) && attempt < attempts) {
      await sleep(Math.random() * 2 ** attempt);
      return attemptWaiting(connection, statements, pending, attempt + 1);
    }
    fail(pending, error);
  }
}

function fail(pending: PendingAppend, error: unknown): void {
  if (error instanceof DaybookError || isRefusal(error)) pending.failed(refusedAppend(error));
  else pending.lost(error);
}
