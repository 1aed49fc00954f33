import type { EventStore } from '@daybook/event-store';
import type { Pool } from 'pg';

/** The connections of a store's process, for statements that the store has not. */
export function poolOf(store: EventStore): Pool {
  const { settings } = store as unknown as {
    readonly settings?: { readonly dataSource: { readonly driver: { readonly master?: Pool | undefined } } };
  };
  const pool = settings?.dataSource.driver.master;
  if (typeof pool?.connect !== 'function') throw new Error('The store keeps its connections elsewhere. Look there.');
  return pool;
}
