import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

const heard = new WeakSet<Pool>();

/**
 * Has somebody listen to each connection that a DataSource opens, from its first moment on.
 *
 * The pool stops listening to a connection when it hands it out, and TypeORM begins a moment later. A server that goes away
 * may have said so in one breath with being ready; the driver then emits an `error` in between, and one to which nobody
 * listens ends the process. Whoever has the connection learns of it all the same: his next query is refused.
 */
export function hearConnections(dataSource: DataSource): void {
  const { master } = dataSource.driver as unknown as { readonly master?: Pool };
  if (master === undefined || heard.has(master)) return;
  heard.add(master);
  master.on('connect', (client) => client.on('error', () => undefined));
}
