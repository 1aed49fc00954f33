import type { Client, ClientConfig } from 'pg';
import type { DataSource } from 'typeorm';

/** What TypeORM's driver for PostgreSQL has, in 0.3 and in 1; `master` is gone once the DataSource was destroyed. */
interface Driver {
  readonly postgres?: { readonly Client?: new (config: ClientConfig) => Client };
  readonly master?: { readonly options?: ClientConfig };
}

/**
 * A connection outside of the pool, to the primary, with the pool's own settings; not connected yet. Undefined where the
 * driver is not built like that.
 */
export function dedicatedClient(dataSource: DataSource, connectionTimeoutMillis: number): Client | undefined {
  const { postgres, master } = dataSource.driver as unknown as Driver;
  if (postgres?.Client === undefined || master?.options === undefined) return undefined;
  // By their descriptors, because the password is hidden from copies by enumeration.
  const settings: ClientConfig = Object.defineProperties({}, Object.getOwnPropertyDescriptors(master.options));
  const ownLimit = Math.min(settings.connectionTimeoutMillis || connectionTimeoutMillis, connectionTimeoutMillis);
  const own: ClientConfig = { keepAlive: true, connectionTimeoutMillis: ownLimit };
  return new postgres.Client(Object.assign(settings, own));
}
