import { type EventStore, SubscriptionsUnsupported } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';

/**
 * A projection's definition with the types that processes of other releases have put on record for it, and that this one
 * does not know. Whoever folds by it meets their events, and is refused by the name of the type: a row without them would
 * be one that the projection never had.
 *
 * Of a projection that appends write, or that is folded on demand, nothing is on record.
 */
export async function withForeignTypes(
  store: EventStore,
  definition: ProjectionDefinition,
): Promise<ProjectionDefinition> {
  const { readable } = store;
  if (readable === undefined) return definition;
  const known = new Set([...definition.types, ...readable.types]);
  const foreign = (await onRecord(store, definition)).filter((type) => !known.has(type));
  return foreign.length === 0 ? definition : { ...definition, types: [...definition.types, ...foreign] };
}

async function onRecord(store: EventStore, { name, version }: ProjectionDefinition): Promise<readonly string[]> {
  try {
    return await store.subscriptions.typesWanted(`${name}@${version}.`);
  } catch (error) {
    if (error instanceof SubscriptionsUnsupported) return [];
    throw error;
  }
}
