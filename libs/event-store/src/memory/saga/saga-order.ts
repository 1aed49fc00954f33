import type { SagaAddress } from '../../saga/saga-record.js';
import type { SagaCounts } from '../../saga/saga-store.js';

export function byAddress(a: SagaAddress, b: SagaAddress): number {
  return byBytes(a.saga, b.saga) || byBytes(a.key, b.key);
}

export function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function byGroup(a: SagaCounts, b: SagaCounts): number {
  return (
    byBytes(a.saga, b.saga) || a.version - b.version || byBytes(a.status, b.status) || Number(a.stuck) - Number(b.stuck)
  );
}
