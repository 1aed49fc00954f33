import { SnapshotPolicy } from './snapshot-policy.js';

/**
 * No snapshot: the aggregate is folded from its first event whenever it is loaded.
 *
 * It is what an aggregate without a policy has. Said in a configuration it takes away the policy of the decorator.
 *
 * @example
 * DaybookModule.forRoot({ snapshots: { policies: { account: never() } } })
 */
export function never(): SnapshotPolicy {
  return new Never();
}

class Never extends SnapshotPolicy {
  isDue(): boolean {
    return false;
  }

  override get takesAny(): boolean {
    return false;
  }

  override toString(): string {
    return 'never()';
  }
}
