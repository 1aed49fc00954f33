import type { Pool } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { poolSizeOf } from './pool-size.js';

/** What the store itself has of a pool. */
export interface OwnUse {
  readonly connections: number;
  /** How long its longest call has been in flight. */
  readonly longestMs: number;
}

/** Who has the connections of a pool, as far as can be told: the reason why there is none for somebody who waits. */
export function poolInWords(dataSource: DataSource, own: OwnUse): string {
  const { master, connectedQueryRunners } = dataSource.driver as unknown as {
    readonly master?: Pool;
    readonly connectedQueryRunners: readonly QueryRunner[];
  };
  // Destroyed under the hands of those who wait.
  if (master === undefined) return 'the DataSource is closed';
  const inUse = master.totalCount - master.idleCount;
  const transactions = connectedQueryRunners.filter(({ isTransactionActive }) => isTransactionActive).length;
  const longest = own.connections === 0 ? '' : ` (the longest call for ${Math.round(own.longestMs)} ms)`;
  return (
    `of the pool's ${poolSizeOf(dataSource)} connections ${inUse} are in use or being opened: ` +
    `${own.connections} by the event store${longest}, ${Math.max(0, inUse - own.connections)} by others, ` +
    `${transactions} of them in transactions`
  );
}
