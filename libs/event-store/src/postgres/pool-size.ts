import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

const driversDefault = 10;
const mostLoneConnections = 4;

/**
 * How many appends may travel in each of the two lanes beside the group, unless the application says: so many that the
 * group always finds a connection, however small the pool, and four at most.
 */
export function defaultLoneConnections(dataSource: DataSource): number {
  return Math.max(1, Math.min(mostLoneConnections, Math.floor((poolSizeOf(dataSource) - 1) / 2)));
}

/** Whether a connection is to be had without waiting; none of a DataSource that is closed. */
export function hasSpare(dataSource: DataSource): boolean {
  const { master } = dataSource.driver as unknown as { readonly master?: Pool };
  if (master === undefined || master.waitingCount > 0) return false;
  return master.idleCount > 0 || master.totalCount < poolSizeOf(dataSource);
}

/** How many connections a pool opens at most. */
export function poolSizeOf({ options }: DataSource): number {
  const { poolSize, extra } = options as { readonly poolSize?: number; readonly extra?: { readonly max?: unknown } };
  const max = extra?.max ?? poolSize;
  return typeof max === 'number' ? max : driversDefault;
}
