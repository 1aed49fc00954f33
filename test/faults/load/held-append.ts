import { setTimeout as sleep } from 'node:timers/promises';
import { DaybookError } from '@daybook/domain';
import type { AppendAllResult } from '@daybook/event-store';
import { QueryFailedError, TypeORMError } from 'typeorm';
import type { Entry, Ledger } from './ledger.js';
import type { OpenedStore } from './opened-store.js';
import { requestOf, type Share } from './request.js';

export interface HeldAppend {
  /** How long the transaction stays open after the append, at least. */
  readonly pauseMs: number;
  /** What it stays open for besides. Default: nothing. */
  readonly until?: Promise<unknown>;
  /** Whether it is rolled back then. */
  readonly rollsBack?: boolean;
}

/** Appends in a transaction that its writer holds open for a while, as one does that has other things to write. */
export async function appendHeld(
  { store, dataSource }: OpenedStore,
  ledger: Ledger,
  shares: readonly Share[],
  { pauseMs, until, rollsBack = false }: HeldAppend,
): Promise<Entry> {
  const request = requestOf(shares);
  const begun = performance.now();
  const runner = dataSource.createQueryRunner();
  let committing = false;
  try {
    await runner.startTransaction();
    const result: AppendAllResult = await store.appendAll(request.appends, { manager: runner.manager });
    await Promise.all([sleep(pauseMs), until]);
    if (rollsBack) throw new RolledBack();
    committing = true;
    await runner.commitTransaction();
    return ledger.enter(request, { outcome: 'appended', result }, begun);
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    const outcome = committing && !isRefused(error) ? 'unknown' : 'refused';
    return ledger.enter(request, { outcome, error: known(error) }, begun);
  } finally {
    await runner.release();
  }
}

/** What a writer throws that has changed its mind. */
export class RolledBack extends Error {
  override readonly name = 'RolledBack';
}

/** Whether the server has answered the COMMIT with an error of its own, and is still there. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof QueryFailedError && /^(40|23|25)/.test(String((error.driverError as { code?: unknown }).code))
  );
}

/** The transaction is the writer's own, so that it also meets errors of the driver. */
function known(error: unknown): Error {
  const { name, message, code } = error as Error & { readonly code?: unknown };
  // Not by `instanceof Error`: those of the network come from outside of the sandbox that Jest makes.
  const isKnown =
    error instanceof DaybookError || error instanceof RolledBack || error instanceof TypeORMError || code !== undefined;
  if (!isKnown && !/terminated|Connection|not queryable/i.test(message)) throw error;
  return Object.assign(new Error(message, { cause: error }), { name });
}
