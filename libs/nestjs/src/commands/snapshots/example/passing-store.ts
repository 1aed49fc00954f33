import {
  type NearestOptions,
  type NearestSnapshot,
  type Snapshot,
  type SnapshotOnRecord,
  type SnapshotPage,
  type SnapshotRetention,
  type SnapshotSelection,
  SnapshotStore,
} from '@daybook/event-store';

/** A store of snapshots that passes everything on to another one: for those that come in between. */
export class PassingStore extends SnapshotStore {
  constructor(protected readonly inner: SnapshotStore) {
    super();
  }

  nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    return this.inner.nearest(streamId, options);
  }

  put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    return this.inner.put(snapshot, retention);
  }

  list(page?: SnapshotPage): Promise<readonly SnapshotOnRecord[]> {
    return this.inner.list(page);
  }

  drop(selection?: SnapshotSelection): Promise<number> {
    return this.inner.drop(selection);
  }
}
