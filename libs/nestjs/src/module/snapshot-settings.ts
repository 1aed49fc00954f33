import type { SnapshotPolicy } from '@daybook/domain';
import type { SnapshotRetention, SnapshotStore } from '@daybook/event-store';

/** How a process keeps snapshots of its aggregates. */
export interface SnapshotSettings {
  /**
   * Where they are kept. Default: beside the log, in a table of its database or in memory.
   *
   * @example new ObjectSnapshotStore(new FolderStorage('/var/lib/shop/objects'))
   */
  readonly store?: SnapshotStore;
  /**
   * When they are taken, by category, in the place of what the aggregate's decorator says: `{ account: afterEvents(50) }`.
   * `never()` takes away the policy of the decorator. Default: as the decorators say.
   */
  readonly policies?: Readonly<Record<string, SnapshotPolicy>>;
  /**
   * Which ones of a stream stay when another one is taken. Default: the two newest, the last one of each 10,000 versions,
   * and those of other releases for 7 days.
   */
  readonly keep?: SnapshotRetention;
}
