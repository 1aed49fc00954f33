import { PostgresEventStore, type WaitingLimits } from '@daybook/event-store';
import { DataSource } from 'typeorm';
import { creditedCodec } from './credited.js';

/** A store with a pool of its own, as one process of an application has it. */
export interface OpenedStore {
  readonly store: PostgresEventStore;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly schema?: string;
  /** Connections. Default 10, as the driver's. */
  readonly poolSize?: number;
  /** How long to wait for a connection of the pool, in milliseconds. Default: for ever, as the driver. */
  readonly waitMs?: number;
  /** How many appends may wait alone. Default: the store's. */
  readonly loneConnections?: number;
  /** Default: the store's. */
  readonly limits?: Partial<WaitingLimits>;
  /** Settings of the session. Default: the one that the quick server of the specs needs for a store to open. */
  readonly settings?: Readonly<Record<string, string>>;
}

export async function openStore(url: string, options: OpenOptions = {}): Promise<OpenedStore> {
  const dataSource = await openDataSource(url, options);
  const { schema, loneConnections, limits } = options;
  const store = await PostgresEventStore.open({
    dataSource,
    codec: creditedCodec(),
    ...(schema !== undefined && { schema }),
    ...(loneConnections !== undefined && { loneConnections }),
    ...(limits !== undefined && { limits }),
  });
  return { store, dataSource, close: async () => (dataSource.isInitialized ? dataSource.destroy() : undefined) };
}

export async function openDataSource(url: string, options: OpenOptions = {}): Promise<DataSource> {
  const { poolSize = 10, waitMs = 0, settings = {} } = options;
  const flags = Object.entries({ synchronous_commit: 'on', ...settings }).map(
    ([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`,
  );
  const dataSource = new DataSource({
    type: 'postgres',
    url,
    extra: { max: poolSize, connectionTimeoutMillis: waitMs, options: flags.join(' ') },
  });
  return dataSource.initialize();
}
