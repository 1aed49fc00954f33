import { type EventStore, PostgresEventStore } from '@daybook/event-store';
import type { LockKeys } from '../projections/inline/lock-keys.js';

/** How keys are locked in a store. In memory appends come one after the other anyway. */
export function lockKeysIn(store: EventStore): LockKeys {
  return async ({ name, version }, keys, manager) => {
    if (!(store instanceof PostgresEventStore) || manager === undefined) return { name, version, generation: 1 };
    const generation = await store.inlineKeys.lock({ name, version }, keys, manager);
    return generation === undefined ? undefined : { name, version, generation };
  };
}
