import { randomUUID } from 'node:crypto';
import type { NearestSnapshot, Snapshot, SnapshotRetention, SnapshotStore } from '@daybook/event-store';

/** What an adapter hands to the contract. */
export interface SnapshotStoreUnderTest {
  readonly store: SnapshotStore;
  /** Changes what is kept of a snapshot, past the store: a byte of its state, or it becomes another stream's. */
  damage(of: Pick<Snapshot, 'streamId' | 'fingerprint' | 'version'>, how: 'state' | 'stream'): Promise<void>;
  /** Called once, after the last test. */
  close(): Promise<void>;
}

/** Opens the store; called once, before the first test. */
export type OpenSnapshotStore = () => Promise<SnapshotStoreUnderTest>;

/** The fingerprint of the code that most tests speak of, and of the release before. */
export const code = 'f0e1d2c3b4a5968778695a4b3c2d1e0f';
export const olderCode = '00112233445566778899aabbccddeeff';

/** The store under test and the words in which the contract speaks of it. Each test works on streams of its own. */
export class SnapshotSubject {
  #opened: SnapshotStoreUnderTest | undefined;

  constructor(private readonly openStore: OpenSnapshotStore) {}

  async open(): Promise<void> {
    this.#opened = await this.openStore();
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  get underTest(): SnapshotStoreUnderTest {
    if (this.#opened === undefined) throw new Error('The contract asked for its store before it was opened.');
    return this.#opened;
  }

  get store(): SnapshotStore {
    return this.underTest.store;
  }

  /** The name of a stream that nobody has used. */
  stream(category = 'note'): string {
    return `${category}-${randomUUID()}`;
  }

  /** A stream with a snapshot of each of these versions, put in this order. */
  async streamWith(
    versions: readonly number[],
    retention?: SnapshotRetention,
    of?: Partial<Snapshot>,
  ): Promise<string> {
    const streamId = of?.streamId ?? this.stream();
    for (const version of versions) await this.store.put(snapshotOf({ ...of, streamId, version }), retention);
    return streamId;
  }

  /** Which versions there are of a stream, newest first. */
  async versionsOf(streamId: string, fingerprint = code): Promise<readonly number[]> {
    return (await this.store.list({ streamId, fingerprint })).map(({ version }) => version);
  }

  /** The version of the nearest snapshot. */
  async nearestVersion(streamId: string, atOrBefore?: number): Promise<number | undefined> {
    return (await this.nearest(streamId, atOrBefore)).snapshot?.version;
  }

  nearest(streamId: string, atOrBefore?: number): Promise<NearestSnapshot> {
    return this.store.nearest(streamId, { fingerprint: code, atOrBefore });
  }
}

/** Keeps all. */
export const everything: SnapshotRetention = { newest: 1_000_000 };

/** A snapshot in which nothing else is of importance. */
export function snapshotOf(other: Partial<Snapshot> & Pick<Snapshot, 'streamId'>): Snapshot {
  const version = other.version ?? 1;
  return {
    version,
    position: version * 10,
    eventId: randomUUID(),
    fingerprint: code,
    state: { state: { version } },
    takenAt: new Date('2026-01-02T03:04:05.678Z'),
    ...other,
  };
}
