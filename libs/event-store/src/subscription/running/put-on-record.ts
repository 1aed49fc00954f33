import type { EventStore } from '../../stream/event-store.js';
import type { Subscription } from '../subscription.js';

/**
 * Puts subscriptions on record in their store, as this release has them: by the types under which what they want may be
 * stored, and without taking away what only another release knows.
 *
 * @throws what `SubscriptionStore.register` throws
 */
export async function putOnRecord(store: EventStore, subscriptions: readonly Subscription[]): Promise<void> {
  const { readable } = store;
  const wanted = subscriptions.map(({ name, kind, types, categories, segments, from }) => {
    return { name, kind, types: types && (readable?.widened(types) ?? types), categories, segments, from };
  });
  await store.subscriptions.register(wanted, readable?.types);
}
