import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { ConcurrencyError } from '../stream/concurrency.error.js';
import type { AppendAllResult } from '../stream/append-result.js';
import { EventIdConflict } from '../stream/event-id-conflict.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import type { EntityManager } from '../stream/transaction.js';
import { refusedAppend } from './append-error.js';
import { refusalOf } from './append-refusal.js';
import { resultOf, type AppendUnit } from './append-unit.js';
import { isKnownEventId, isRefusal, sqlStateOf, violatedEventId } from './database-error.js';
import { inHeldTransaction } from './held-transaction.js';
import { appendAlone } from './lone-append.js';
import type { Statements } from './statements.js';

/**
 * Appends inside a transaction that the caller holds. A refusal is an answer of the database and leaves the transaction
 * usable; nothing is ever sent twice here, because only the caller can repeat what else stands in the transaction.
 *
 * @param appended told of the connection if it holds up readers from now on
 */
export async function appendInHeldTransaction(
  dataSource: DataSource,
  statements: Statements,
  manager: EntityManager,
  unit: AppendUnit,
  appended: (client: PoolClient) => void,
): Promise<AppendAllResult> {
  return inHeldTransaction(dataSource, manager, (client) => appendOnHeld(client, statements, unit, appended));
}

/** The same for one who has the transaction's connection to himself already. */
export async function appendOnHeld(
  client: PoolClient,
  statements: Statements,
  unit: AppendUnit,
  appended: (client: PoolClient) => void,
): Promise<AppendAllResult> {
  const answers = await appendAlone(client, statements, unit).catch((error: unknown) => {
    throw transactionError(unit, error);
  });
  if (answers[0]?.outcome === 'appended') appended(client);
  const refusal = refusalOf(unit, answers);
  if (refusal !== undefined) throw refusal;
  return resultOf(unit, answers);
}

// Here a lost connection leaves nothing unknown: the transaction cannot have been committed.
function transactionError(unit: AppendUnit, error: unknown): Error {
  const state = sqlStateOf(error);
  const part = unit.parts[0];
  if ((state === '40001' || state === '40P01') && part !== undefined) {
    return new ConcurrencyError(part.streamId, part.expected, undefined, error);
  }
  // Committed while this one waited, and on another stream, for this one's row was held: so it is another event.
  if (isKnownEventId(error)) {
    const eventId = violatedEventId(error) ?? unit.parts[0]?.events[0]?.eventId ?? '';
    const holder = unit.parts.find(({ events }) => events.some((event) => event.eventId === eventId)) ?? part;
    return new EventIdConflict(holder?.streamId ?? '', eventId);
  }
  return isRefusal(error) ? refusedAppend(error) : new StoreUnavailable('appending in a transaction', error);
}
