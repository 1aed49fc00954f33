import { objectNameOf, textOfObjectName } from '../archive/object-key.js';
import type { ObjectStorage } from '../archive/object-storage.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { categoryOf } from '../stream/stream-id.js';
import { checkNearest, checkPage, checkSelection, checkSnapshot } from './check-snapshot.js';
import { onRecord, opened } from './sealed-snapshot.js';
import { fromBytes, toBytes } from './snapshot-bytes.js';
import type { Snapshot, SnapshotOnRecord } from './snapshot.js';
import { checkRetention, type Retained, superseded } from './superseded.js';
import type { SnapshotRetention } from './snapshot-retention.js';
import {
  type NearestOptions,
  type NearestSnapshot,
  type PassedOver,
  type SnapshotPage,
  type SnapshotSelection,
  SnapshotStore,
} from './snapshot-store.js';

/** How often a stream is listed again whose objects have all been replaced meanwhile. */
const attempts = 5;

/** An object, as far as its key tells. */
interface Filed extends Retained {
  readonly key: string;
}

/**
 * Snapshots as objects, away from the database: nothing of them is in its memory, its backups or its vacuum.
 *
 * Loading lists the objects of one stream, a dozen at most, and gets one. What is kept elsewhere is not restored together
 * with the log: a snapshot ahead of its stream, or of a history that was lost, is found out when it is loaded.
 *
 * @example
 * DaybookModule.forRoot({ snapshots: { store: new ObjectSnapshotStore(new FolderStorage('/var/lib/harbour')) } })
 */
export class ObjectSnapshotStore extends SnapshotStore {
  /** @param prefix of the keys, without a slash at its end; one for each event store */
  constructor(
    private readonly storage: ObjectStorage,
    private readonly prefix = 'snapshots',
  ) {
    super();
  }

  async nearest(streamId: string, options: NearestOptions): Promise<NearestSnapshot> {
    const highest = checkNearest(streamId, options);
    return reachable('reading a snapshot', async () => {
      for (let attempt = 1; ; attempt++) {
        const { isOutdated, ...nearest } = await this.#nearestIn(await this.#filed(streamId), options, highest);
        if (nearest.snapshot !== undefined || !isOutdated || attempt === attempts) return nearest;
      }
    });
  }

  async put(snapshot: Snapshot, retention?: SnapshotRetention): Promise<void> {
    const put = checkSnapshot(snapshot);
    const kept = checkRetention(retention);
    await reachable('keeping a snapshot', async () => {
      await this.storage.put(this.#keyOf(put), toBytes(put));
      const fingerprint = objectNameOf(put.fingerprint);
      const all = await this.#filed(put.streamId);
      // Of one version the one that was taken last is listed first.
      const isRepeated = (filed: Filed, index: number): boolean =>
        all.findIndex((other) => other.version === filed.version && other.fingerprint === filed.fingerprint) < index;
      const repeated = all.filter(isRepeated);
      const others = all.filter(
        (filed) => !repeated.includes(filed) && !(filed.fingerprint === fingerprint && filed.version === put.version),
      );
      const gone = [...repeated, ...superseded({ ...put, fingerprint }, others, kept)];
      for (const filed of gone) await this.storage.delete(filed.key);
    });
  }

  async list(page: SnapshotPage = {}): Promise<readonly SnapshotOnRecord[]> {
    const streams = checkPage(page);
    return reachable('listing snapshots', async () => {
      const folders = await this.#foldersOf(page);
      const after = page.afterStream;
      const named = [...folders]
        .sort(([a], [b]) => byBytes(a, b))
        .filter(([id]) => after === undefined || byBytes(id, after) > 0);
      const listed: SnapshotOnRecord[] = [];
      let taken = 0;
      for (const [, filed] of named) {
        if (taken === streams) break;
        const its = await this.#onRecord(filed, page);
        listed.push(...its);
        if (its.length > 0) taken++;
      }
      return listed;
    });
  }

  async drop(selection: SnapshotSelection = {}): Promise<number> {
    checkSelection(selection);
    return reachable('dropping snapshots', async () => {
      let dropped = 0;
      for (const filed of (await this.#foldersOf(selection)).values()) {
        for (const { key } of filed.filter((each) => isSelected(each, selection))) {
          await this.storage.delete(key);
          dropped++;
        }
      }
      return dropped;
    });
  }

  async #nearestIn(
    all: readonly Filed[],
    { fingerprint }: NearestOptions,
    highest: number,
  ): Promise<NearestSnapshot & { readonly isOutdated: boolean }> {
    const own = objectNameOf(fingerprint);
    const passedOver = new Set<PassedOver>();
    let isOutdated = false;
    for (const filed of all.filter(({ version }) => version <= highest)) {
      if (filed.fingerprint !== own) {
        passedOver.add('other-fingerprint');
        continue;
      }
      const bytes = await this.storage.get(filed.key);
      if (bytes === undefined) {
        // Taken away since it was listed, for one that is newer.
        isOutdated = true;
        continue;
      }
      const kept = fromBytes(bytes);
      const snapshot = kept && this.#keyOf(kept) === filed.key ? opened(kept) : undefined;
      if (snapshot !== undefined) return { snapshot, passedOver: [...passedOver], isOutdated };
      passedOver.add('unreadable');
    }
    return { snapshot: undefined, passedOver: [...passedOver], isOutdated };
  }

  /** The objects of one stream, newest version first, and of one version the one that was taken last. */
  async #filed(streamId: string): Promise<readonly Filed[]> {
    const filed: Filed[] = [];
    for await (const { key } of this.storage.list(this.#folderOf(streamId))) {
      const its = filedUnder(key);
      if (its !== undefined) filed.push(its);
    }
    return filed.sort(newestFirst);
  }

  /** The objects of all streams that are meant, by stream. */
  async #foldersOf({ streamId, category }: SnapshotSelection): Promise<ReadonlyMap<string, readonly Filed[]>> {
    if (streamId !== undefined) {
      const isMeant = category === undefined || categoryOf(streamId) === category;
      return new Map(isMeant ? [[streamId, await this.#filed(streamId)]] : []);
    }
    const byFolder = new Map<string, Filed[]>();
    const prefix = category === undefined ? `${this.prefix}/` : `${this.prefix}/${objectNameOf(category)}/`;
    for await (const { key } of this.storage.list(prefix)) {
      const filed = filedUnder(key);
      if (filed === undefined) continue;
      const folder = key.slice(0, key.lastIndexOf('/'));
      byFolder.set(folder, [...(byFolder.get(folder) ?? []), filed]);
    }
    const byStream = new Map<string, readonly Filed[]>();
    for (const [folder, filed] of byFolder) {
      const id = await this.#streamOf(folder, filed);
      if (id !== undefined) byStream.set(id, filed.sort(newestFirst));
    }
    return byStream;
  }

  /** Which stream a folder is of: by its name, or, where that was cut, by what is in it. */
  async #streamOf(folder: string, [filed]: readonly Filed[]): Promise<string | undefined> {
    const [category, id] = folder
      .slice(this.prefix.length + 1)
      .split('/')
      .map(textOfObjectName);
    if (category !== undefined && id !== undefined) return `${category}-${id}`;
    const bytes = filed && (await this.storage.get(filed.key));
    return bytes && fromBytes(bytes)?.streamId;
  }

  async #onRecord(filed: readonly Filed[], selection: SnapshotSelection): Promise<readonly SnapshotOnRecord[]> {
    const listed: SnapshotOnRecord[] = [];
    for (const { key } of filed.filter((each) => isSelected(each, selection))) {
      const bytes = await this.storage.get(key);
      const kept = bytes && fromBytes(bytes);
      if (kept !== undefined) listed.push(onRecord(kept));
    }
    return listed;
  }

  /** It says all but the state: an object that was copied to another place is known by it. */
  #keyOf(snapshot: Pick<Snapshot, 'streamId'> & Retained): string {
    return `${this.#folderOf(snapshot.streamId)}${nameOf(snapshot)}`;
  }

  #folderOf(streamId: string): string {
    const category = categoryOf(streamId);
    return `${this.prefix}/${objectNameOf(category)}/${objectNameOf(streamId.slice(category.length + 1))}/`;
  }
}

/** The last part of a key: it says all that retention goes by. */
function nameOf({ fingerprint, version, takenAt }: Retained): string {
  const time = BigInt(takenAt.getTime()) + firstMoment;
  return `${objectNameOf(fingerprint)}.${String(version).padStart(16, '0')}.${String(time).padStart(17, '0')}`;
}

/** How long before 1970 the first moment lies that a date can say, in milliseconds: no time is negative after that. */
const firstMoment = 8_640_000_000_000_000n;

function filedUnder(key: string): Filed | undefined {
  const [, fingerprint = '', version, time] = /([^/]+)\.(\d{16})\.(\d{17})$/.exec(key) ?? [];
  if (time === undefined) return undefined;
  return { key, fingerprint, version: Number(version), takenAt: new Date(Number(BigInt(time) - firstMoment)) };
}

function newestFirst(a: Filed, b: Filed): number {
  return b.version - a.version || b.takenAt.getTime() - a.takenAt.getTime() || (a.fingerprint < b.fingerprint ? -1 : 1);
}

function isSelected({ fingerprint, version }: Filed, selection: SnapshotSelection): boolean {
  const { fingerprint: wanted, fromVersion = 0 } = selection;
  return version >= fromVersion && (wanted === undefined || fingerprint === objectNameOf(wanted));
}

function byBytes(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

async function reachable<R>(operation: string, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    throw new StoreUnavailable(operation, error);
  }
}
