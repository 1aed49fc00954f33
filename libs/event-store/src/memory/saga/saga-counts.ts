import type { SagaCounts } from '../../saga/saga-store.js';
import type { MemorySaga } from './memory-saga.js';
import { byGroup } from './saga-order.js';

/** How many instances there are of each kind. */
export function countsOf(all: readonly MemorySaga[]): readonly SagaCounts[] {
  const counts = new Map<string, SagaCounts>();
  for (const { record, isStuck: stuck } of all) {
    const { saga, version, status } = record;
    const group = JSON.stringify([saga, version, status, stuck]);
    const instances = (counts.get(group)?.instances ?? 0) + 1;
    counts.set(group, { saga, version, status, stuck, instances });
  }
  return [...counts.values()].sort(byGroup);
}
