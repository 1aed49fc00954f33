import { isDaybookError } from '@daybook/domain';
import { type EntityManager, type EventStore, IdempotencyKeyConflict } from '@daybook/event-store';
import type { CommandKey } from './command-key.js';

/**
 * Looks whether a key was used for another request, before that request is told something else.
 *
 * @throws IdempotencyKeyConflict
 */
export async function refuseOtherRequest(
  store: EventStore,
  { key, fingerprint }: CommandKey,
  manager: EntityManager | undefined,
): Promise<void> {
  const known = await store.findAppend(key, { manager }).catch(nothingToAdd);
  if (known !== undefined && known.fingerprint !== fingerprint) throw new IdempotencyKeyConflict(key);
}

// A store that does not answer, or a transaction that has failed, knows nothing that would be worse.
function nothingToAdd(error: unknown): undefined {
  if (isDaybookError(error) && error.code === 'store-unavailable') return undefined;
  throw error;
}
