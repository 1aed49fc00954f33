import type { EventEmitter } from 'node:events';
import type { PoolClient } from 'pg';

/** What the server says on a connection beside the answers: each of its messages is an event. */
export type Wire = Pick<EventEmitter, 'on' | 'off'>;

/** The wire of a client; undefined for a driver that does not show it, as the native one. */
export function wireOf(client: PoolClient): Wire | undefined {
  return (client as unknown as { readonly connection?: Wire }).connection;
}
