import { setTimeout as sleep } from 'node:timers/promises';
import { isDaybookError } from '@daybook/domain';
import type { AppendConnection } from './append-connection.js';
import { refusedAppend } from './append-error.js';
import type { Group } from './append-lane.js';
import type { PartAnswer } from './append-unit.js';
import { isOvertaken, isPassing, isRefusal } from './database-error.js';
import { appendGroup } from './group-append.js';
import { appendAlone } from './lone-append.js';
import type { PendingAppend } from './pending-append.js';
import type { Statements } from './statements.js';

const attempts = 10;

/** Into how many parts a call is divided that has failed: as many as may travel at a time. */
const divisor = 4;

/** What is still to be done for appends that were sent. */
export interface Unsettled {
  /** Those that have to wait for somebody. */
  readonly waiting: Group;
  /** Those of a call that has failed as a whole, in parts: with few calls the guilty one is alone. */
  readonly parts: readonly Group[];
}

/**
 * Sends appends of a call that has failed as a whole: the guilty one may be among them. Does not wait for rows either, so
 * that those that must wait cannot keep the others from being sent.
 */
export async function attemptWithoutWaiting(
  connection: AppendConnection,
  statements: Statements,
  group: Group,
): Promise<Unsettled> {
  let sent: Group = group;
  try {
    const { result, unconfirmed } = await connection.send((client) => {
      sent = sent.filter((pending) => !pending.conflicts(connection.incarnations, client));
      const units = sent.map(({ unit }) => unit);
      return units.length === 0 ? Promise.resolve([]) : appendGroup(client, statements, units);
    });
    return { waiting: settled(sent, result, unconfirmed), parts: [] };
  } catch (error) {
    return afterFailure(sent, error);
  }
}

/** Tells the callers what was answered, but those who have to wait for somebody. */
export function settled(
  group: Group,
  answers: readonly (readonly PartAnswer[])[],
  unconfirmed: Error | undefined,
): Group {
  return group.filter((pending, index) => {
    const parts = answers[index] ?? [];
    if (parts[0]?.outcome === 'alone') return true;
    pending.answered(parts, unconfirmed);
    return false;
  });
}

/** What follows from the failure of a call: for one append it is its own; of several, one may be guilty. */
export function afterFailure(group: Group, error: unknown): Unsettled {
  if (group.length === 1 && (isPassing(error) || isOvertaken(error))) return { waiting: group, parts: [] };
  if (group.length > 1 && isRefusal(error)) return { waiting: [], parts: divided(group) };
  for (const pending of group) fail(pending, error);
  return { waiting: [], parts: [] };
}

/** The parts in which the appends of a failed call are sent again. */
export function divided(group: Group): readonly Group[] {
  const size = Math.max(1, Math.ceil(group.length / divisor));
  const starts = Array.from({ length: Math.ceil(group.length / size) }, (_, part) => part * size);
  return starts.map((start) => group.slice(start, start + size));
}

/** Sends one append and waits for whoever holds what it needs. */
export async function attemptWaiting(
  connection: AppendConnection,
  statements: Statements,
  pending: PendingAppend,
  attempt = 1,
): Promise<void> {
  try {
    const { result, unconfirmed } = await connection.send((client) => {
      if (pending.conflicts(connection.incarnations, client)) return Promise.resolve([]);
      return appendAlone(client, statements, pending.unit);
    });
    if (pending.hasEnded) return;
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
  if (isDaybookError(error) || isRefusal(error)) pending.failed(refusedAppend(error));
  else pending.lost(error);
}
