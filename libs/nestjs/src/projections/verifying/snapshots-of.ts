import { type EventStore, PostgresEventStore } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import { MemorySnapshots } from './memory-snapshots.js';
import { PostgresSnapshots } from './postgres-snapshots.js';
import type { Snapshots } from './snapshots.js';

/**
 * How snapshots of a generation's rows are taken on a store.
 *
 * @param schema the store's, on PostgreSQL
 */
export function snapshotsOf(
  store: EventStore,
  { mode }: Pick<ProjectionDefinition, 'mode'>,
  generation: Generation,
  schema: string,
): Snapshots {
  const subscription = subscriptionOf(generation);
  const inline = mode === 'inline';
  if (store instanceof PostgresEventStore) return new PostgresSnapshots({ store, schema, subscription, inline });
  return new MemorySnapshots(store, inline ? undefined : subscription);
}
