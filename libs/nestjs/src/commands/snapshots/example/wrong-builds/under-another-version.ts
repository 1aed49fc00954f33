import type { Snapshot, SnapshotRetention } from '@daybook/event-store';
import { PassingStore } from '../passing-store.js';

/**
 * A wrong build: the version and the id are taken down when a snapshot becomes due, and the state when it is kept, by which
 * time it may be that of a later event.
 */
export class UnderAnotherVersion extends PassingStore {
  readonly #due = new Map<string, Snapshot>();

  override async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const { version, position, eventId } = this.#due.get(snapshot.streamId) ?? snapshot;
    this.#due.set(snapshot.streamId, snapshot);
    await super.put({ ...snapshot, version, position, eventId }, retention);
  }
}
