import { checkNearest, checkPage, checkSelection, checkSnapshot } from '../../snapshot/check-snapshot.js';
import { onRecord, opened, type SealedSnapshot } from '../../snapshot/sealed-snapshot.js';
import type { Snapshot, SnapshotOnRecord } from '../../snapshot/snapshot.js';
import { checkRetention, superseded } from '../../snapshot/superseded.js';
import type { SnapshotRetention } from '../../snapshot/snapshot-retention.js';
import {
  type NearestOptions,
  type NearestSnapshot,
  type PassedOver,
  type SnapshotPage,
  type SnapshotSelection,
  SnapshotStore,
} from '../../snapshot/snapshot-store.js';
import { categoryOf } from '../../stream/stream-id.js';

/** Snapshots in the process's memory, as text like elsewhere. */
export class MemorySnapshotStore extends SnapshotStore {
  /** @param streams what is kept, by stream, in no order */
  constructor(private readonly streams = new Map<string, readonly SealedSnapshot[]>()) {
    super();
  }

  async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const highest = checkNearest(streamId, options);
    const passedOver = new Set<PassedOver>();
    for (const kept of newestFirst(this.#of(streamId)).filter(({ version }) => version <= highest)) {
      if (kept.fingerprint !== options.fingerprint) {
        passedOver.add('other-fingerprint');
        continue;
      }
      const snapshot = opened(kept);
      if (snapshot !== undefined) return { snapshot, passedOver: [...passedOver] };
      passedOver.add('unreadable');
    }
    return { snapshot: undefined, passedOver: [...passedOver] };
  }

  async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const put = checkSnapshot(snapshot);
    const kept = checkRetention(retention);
    const known = this.#of(put.streamId);
    const same = known.find(({ fingerprint, version }) => fingerprint === put.fingerprint && version === put.version);
    const others = known.filter((other) => other !== same);
    const gone = new Set(superseded(put, others, kept));
    const isLater = same === undefined || same.takenAt <= put.takenAt;
    const stays = others.filter((other) => !gone.has(other));
    this.streams.set(put.streamId, [...stays, isLater ? put : same]);
  }

  async list(page: SnapshotPage = {}): Promise<readonly SnapshotOnRecord[]> {
    const streams = checkPage(page);
    const { afterStream } = page;
    const chosen = [...this.streams.keys()]
      .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
      .filter((id) => afterStream === undefined || Buffer.compare(Buffer.from(id), Buffer.from(afterStream)) > 0)
      .map((id) => newestFirst(this.#of(id)).filter((kept) => isSelected(kept, page)))
      .filter(({ length }) => length > 0);
    return chosen.slice(0, streams).flatMap((its) => its.map((kept) => onRecord(kept)));
  }

  async drop(selection: SnapshotSelection = {}): Promise<number> {
    checkSelection(selection);
    let dropped = 0;
    for (const [streamId, its] of this.streams) {
      const stays = its.filter((kept) => !isSelected(kept, selection));
      dropped += its.length - stays.length;
      if (stays.length > 0) this.streams.set(streamId, stays);
      else this.streams.delete(streamId);
    }
    return dropped;
  }

  #of(streamId: string): readonly SealedSnapshot[] {
    return this.streams.get(streamId) ?? [];
  }
}

function newestFirst(its: readonly SealedSnapshot[]): readonly SealedSnapshot[] {
  return [...its].sort((a, b) => b.version - a.version || (a.fingerprint < b.fingerprint ? -1 : 1));
}

function isSelected(
  kept: SealedSnapshot,
  { streamId, category, fingerprint, fromVersion }: SnapshotSelection,
): boolean {
  return (
    (streamId === undefined || kept.streamId === streamId) &&
    (category === undefined || categoryOf(kept.streamId) === category) &&
    (fingerprint === undefined || kept.fingerprint === fingerprint) &&
    (fromVersion === undefined || kept.version >= fromVersion)
  );
}
