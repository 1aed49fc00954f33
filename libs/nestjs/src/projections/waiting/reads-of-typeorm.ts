import type { DataSource } from 'typeorm';
import type { ReadsFrom } from './postgres-row-standings.js';

/** On which servers repositories read: what TypeORM's options say, whether it is connected or not. */
export function readsOfTypeOrm({ options }: Pick<DataSource, 'options'>): ReadsFrom {
  const { replication } = options as { readonly replication?: Replication };
  const isOnReplicas = (replication?.slaves ?? []).length > 0 && replication?.defaultMode !== 'master';
  return isOnReplicas ? 'replica' : 'primary';
}

interface Replication {
  readonly slaves?: readonly unknown[];
  readonly defaultMode?: 'master' | 'slave';
}
