import {
  MemorySnapshotStore,
  type NearestOptions,
  type NearestSnapshot,
  type Snapshot,
  type SnapshotOnRecord,
  type SnapshotPage,
  type SnapshotRetention,
  type SnapshotSelection,
} from '@daybook/event-store';

/** What a store in memory keeps of a snapshot; with a state as text and a checksum. */
interface Kept extends Omit<Snapshot, 'state'> {
  readonly text: string;
  readonly checksum: string;
}

export type KeptStreams = Map<string, readonly Kept[]>;

/** A right store whose shelf a wrong one can reach into. */
class OpenStore extends MemorySnapshotStore {
  constructor(protected readonly shelf: KeptStreams) {
    super(shelf);
  }
}

class OrdersFields extends OpenStore {
  override put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    return super.put({ ...snapshot, state: ordered(snapshot.state) as Snapshot['state'] }, retention);
  }
}

/** As a `jsonb` does. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const names = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, ordered((value as Record<string, unknown>)[name])]));
}

class ForgetsMilliseconds extends OpenStore {
  override put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const takenAt = new Date(Math.floor(Number(snapshot.takenAt) / 1_000) * 1_000);
    return super.put({ ...snapshot, takenAt }, retention);
  }
}

class FoldsCase extends OpenStore {
  override put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    return super.put({ ...snapshot, streamId: snapshot.streamId.toLowerCase() }, retention);
  }
}

class AnswersTheNewest extends OpenStore {
  override nearest(streamId: string, { atOrBefore: _, ...options }: NearestOptions): Promise<NearestSnapshot> {
    return super.nearest(streamId, options);
  }
}

class LooksBelowTheVersion extends OpenStore {
  override nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const { atOrBefore } = options;
    return super.nearest(streamId, { ...options, atOrBefore: atOrBefore && atOrBefore - 1 });
  }
}

class TrustsOtherCode extends OpenStore {
  override async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const [newest] = await this.list({ streamId });
    const { fingerprint } = newest?.version === 20 ? newest : options;
    return super.nearest(streamId, { ...options, fingerprint });
  }
}

class PassesOverInSilence extends OpenStore {
  override async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    return { ...(await super.nearest(streamId, options)), passedOver: [] };
  }
}

class TrustsWhatIsDamaged extends OpenStore {
  override async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const its = (this.shelf.get(streamId) ?? []).toSorted((a, b) => b.version - a.version);
    const found = its.find(({ version }) => version <= (options.atOrBefore ?? Infinity));
    if (found === undefined) return super.nearest(streamId, options);
    return { snapshot: { ...found, state: JSON.parse(found.text) as Snapshot['state'] }, passedOver: [] };
  }
}

class FailsAtWhatIsDamaged extends OpenStore {
  override async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const nearest = await super.nearest(streamId, options);
    if (nearest.passedOver.includes('unreadable')) throw new Error('The snapshot is damaged.');
    return nearest;
  }
}

class LetsTheLastOneWin extends OpenStore {
  override async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    await super.drop({ streamId: snapshot.streamId, fingerprint: snapshot.fingerprint, fromVersion: snapshot.version });
    await super.put(snapshot, retention);
  }
}

class LooksThenWrites extends OpenStore {
  override async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const before = this.shelf.get(snapshot.streamId) ?? [];
    await new Promise((resolve) => setImmediate(resolve));
    this.shelf.set(snapshot.streamId, before);
    await super.put(snapshot, retention);
  }
}

class WritesInHalves extends OpenStore {
  override async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    await super.put({ ...snapshot, state: null }, retention);
    const half = (this.shelf.get(snapshot.streamId) ?? []).map((kept) =>
      kept.version === snapshot.version ? { ...kept, text: kept.text.slice(1) } : kept,
    );
    this.shelf.set(snapshot.streamId, half);
    await new Promise((resolve) => setImmediate(resolve));
    await super.put(snapshot, retention);
  }
}

class DropsTheOneJustPut extends OpenStore {
  override async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const its = await this.list({ streamId: snapshot.streamId });
    if (its.filter(({ version }) => version > snapshot.version).length < 2) await super.put(snapshot, retention);
  }
}

class KeepsEverything extends OpenStore {
  override put(snapshot: Snapshot): Promise<void> {
    return super.put(snapshot, { newest: 1_000_000, othersForMs: 1e12 });
  }
}

class KeepsNoneForTimeTravel extends OpenStore {
  override put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    return super.put(snapshot, { ...retention, every: false });
  }
}

class CountsReleasesTogether extends OpenStore {
  override async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    await super.put(snapshot, retention);
    const { streamId } = snapshot;
    const gone = (await this.list({ streamId })).slice(2);
    const isGone = (kept: Kept): boolean =>
      gone.some(({ version, fingerprint }) => version === kept.version && fingerprint === kept.fingerprint);
    this.shelf.set(streamId, this.shelf.get(streamId)?.filter((kept) => !isGone(kept)) ?? []);
  }
}

class KeepsOtherReleasesForEver extends OpenStore {
  override put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    return super.put(snapshot, { ...retention, othersForMs: 1e12 });
  }
}

class TellsStates extends OpenStore {
  override async list(page?: SnapshotPage): Promise<readonly SnapshotOnRecord[]> {
    return (await super.list(page)).map((listed) => ({ ...listed, state: null }));
  }
}

class PagesBySnapshot extends OpenStore {
  override async list(page: SnapshotPage = {}): Promise<readonly SnapshotOnRecord[]> {
    return (await super.list(page)).slice(0, page.streams);
  }
}

class TakesCategoriesByBeginning extends OpenStore {
  override async list({ category, ...page }: SnapshotPage = {}): Promise<readonly SnapshotOnRecord[]> {
    const listed = await super.list({ ...page, streams: 1_000_000 });
    return listed.filter(({ streamId }) => streamId.startsWith(category ?? ''));
  }
}

class DropsWholeStreams extends OpenStore {
  override drop({ fromVersion: _, fingerprint: __, ...selection }: SnapshotSelection = {}): Promise<number> {
    return super.drop(selection);
  }
}

class ChecksNothing extends OpenStore {
  override async put(snapshot: Snapshot): Promise<void> {
    const its = this.shelf.get(snapshot.streamId) ?? [];
    this.shelf.set(snapshot.streamId, [...its, { ...snapshot, text: '', checksum: '' }]);
  }
}

/** Each breaks one sentence of the port; with it the test of the contract that must be red. */
export const wrongSnapshotStores = [
  ['keeping', 'a state keeps the order of its fields', OrdersFields],
  ['keeping', 'all of it comes back', ForgetsMilliseconds],
  ['keeping', 'of the stream Note-1, and of no other', FoldsCase],
  ['nearest', 'at or before 11 it is 3', AnswersTheNewest],
  ['nearest', 'at or before 12 it is 12', LooksBelowTheVersion],
  ['nearest', 'one of other code is passed over', TrustsOtherCode],
  ['nearest', 'one of other code is passed over', PassesOverInSilence],
  ['nearest', 'a damaged one (stream) is passed over', TrustsWhatIsDamaged],
  ['nearest', 'a damaged one (state) is passed over', FailsAtWhatIsDamaged],
  ['putting', 'an older version that comes late', LetsTheLastOneWin],
  ['putting', 'of one version the one that was taken last', LetsTheLastOneWin],
  ['putting', 'many writers at once', LooksThenWrites],
  ['putting', 'whoever reads meanwhile meets one that is whole', WritesInHalves],
  ['putting', 'a stream that has lost its end since', DropsTheOneJustPut],
  ['retention', 'the two newest stay', KeepsEverything],
  ['retention', 'for time travel the last of each', KeepsNoneForTimeTravel],
  ['retention', 'by default of each 10,000', KeepsNoneForTimeTravel],
  ['retention', 'whatever is put and kept', KeepsNoneForTimeTravel],
  ['retention', 'each release has its own', CountsReleasesTogether],
  ['retention', 'each release has its own', KeepsOtherReleasesForEver],
  ['selecting', 'a list tells all but the state', TellsStates],
  ['selecting', 'it comes in pages of streams', PagesBySnapshot],
  ['selecting', 'a category is no other one', TakesCategoriesByBeginning],
  ['selecting', 'what is dropped is what was selected', DropsWholeStreams],
  ['bad input', 'version, given as in 5', ChecksNothing],
] as const;
