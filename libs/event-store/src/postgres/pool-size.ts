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

function poolSizeOf({ options }: DataSource): number {
  const { poolSize, extra } = options as { readonly poolSize?: number; readonly extra?: { readonly max?: unknown } };
  const max = extra?.max ?? poolSize;
  return typeof max === 'number' ? max : driversDefault;
}
