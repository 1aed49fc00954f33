import type { AggregateClass, AggregateRoot, Clock } from '@daybook/domain';
import type {
  EventStore,
  SnapshotOnRecord,
  SnapshotPage,
  SnapshotSelection,
  SnapshotStore,
} from '@daybook/event-store';
import { AggregateNotFound } from '../aggregate-not-found.error.js';
import { AggregateStreams } from '../aggregate-streams.js';
import type { AggregateSnapshotting } from './aggregate-snapshotting.js';
import { SnapshotCounts, type SnapshotTally } from './snapshot-counts.js';
import type { SnapshotKeeping } from './snapshot-keeping.js';
import type { SnapshotVerification } from './snapshot-verification.js';
import { SnapshotsNotTaken } from './snapshots-not-taken.error.js';
import { SnapshotsOff } from './snapshots-off.error.js';
import { verifySnapshots } from './verify-snapshots.js';

/** A snapshot, and whether this release goes on with it. */
export interface ListedSnapshot extends SnapshotOnRecord {
  /** Whether today's code has folded it; undefined if no aggregate of its category with a policy is registered here. */
  readonly isCurrent: boolean | undefined;
}

/** Where snapshots of aggregates are kept, and of which. */
export interface AggregateSnapshotsParts {
  /** Undefined if they are switched off. */
  readonly keeping: SnapshotKeeping | undefined;
  readonly store: EventStore;
  readonly clock: Clock;
  /** The aggregate whose streams are of a category. */
  readonly aggregateOf: (category: string) => AggregateClass | undefined;
  /** Its snapshots; undefined if it has no policy. */
  readonly of: (aggregateClass: AggregateClass) => AggregateSnapshotting<AggregateRoot> | undefined;
}

/**
 * The snapshots of an application's aggregates, for those who operate it. They are a cache: to drop them all costs time and
 * nothing else.
 *
 * @example
 * const snapshots = app.get(AggregateSnapshots);
 * await snapshots.take('account-a-1');
 * const { loadsRight } = await snapshots.verify('account-a-1');
 */
export class AggregateSnapshots {
  readonly #none = new SnapshotCounts();

  constructor(private readonly parts: AggregateSnapshotsParts) {}

  /** What has become of snapshots in this process since its start: for metrics. */
  get counts(): SnapshotTally {
    return (this.parts.keeping?.counts ?? this.#none).now;
  }

  /** Waits until none is due in this process any more: for tests. */
  async whenIdle(): Promise<void> {
    await this.parts.keeping?.queue.whenIdle();
  }

  /**
   * What there is, by stream, the newest first.
   *
   * @throws SnapshotsOff
   */
  async list(page: SnapshotPage = {}): Promise<readonly ListedSnapshot[]> {
    const found = await this.#kept().list(page);
    return found.map((one) => ({ ...one, isCurrent: this.#isCurrent(one) }));
  }

  /**
   * Folds a stream from its first event and keeps its state, whatever the policy says and whatever is there.
   *
   * @throws SnapshotsOff, SnapshotsNotTaken
   * @throws AggregateNotFound there is no such stream
   * @throws StateNotCaptured the state cannot be kept; names the field
   */
  async take(streamId: string): Promise<{ readonly streamId: string; readonly version: number }> {
    const { id, streams, snapshotting } = this.#opened(streamId);
    const found = await streams.readFromFirst(id, {});
    if (found === undefined) throw new AggregateNotFound(streams.category, id);
    const { version } = found.aggregate;
    // What is ahead of its stream would be nearer, and in the way.
    await this.#kept().drop({ streamId, fingerprint: snapshotting.fingerprint, fromVersion: version + 1 });
    await snapshotting.taking.take(streamId, found);
    return { streamId, version };
  }

  /**
   * Takes snapshots away; all of them, if nothing is selected.
   *
   * @returns how many there were
   * @throws SnapshotsOff
   */
  drop(selection: SnapshotSelection = {}): Promise<number> {
    return this.#kept().drop(selection);
  }

  /**
   * Folds a stream from its first event and compares each of its snapshots with it, and what loading answers.
   *
   * @throws SnapshotsOff, SnapshotsNotTaken
   */
  verify(streamId: string, options: { readonly signal?: AbortSignal | undefined } = {}): Promise<SnapshotVerification> {
    const { id, streams, snapshotting } = this.#opened(streamId);
    const { fingerprint } = snapshotting;
    return verifySnapshots({ id, streams, fingerprint, store: this.#kept(), ...options });
  }

  #kept(): SnapshotStore {
    const { keeping } = this.parts;
    if (keeping === undefined) throw new SnapshotsOff();
    return keeping.store;
  }

  #isCurrent({ streamId, fingerprint }: SnapshotOnRecord): boolean | undefined {
    const snapshotting = this.#of(streamId);
    return snapshotting && snapshotting.fingerprint === fingerprint;
  }

  #of(streamId: string): AggregateSnapshotting<AggregateRoot> | undefined {
    const aggregateClass = this.parts.aggregateOf(streamId.slice(0, streamId.indexOf('-')));
    return aggregateClass && this.parts.of(aggregateClass);
  }

  #opened(streamId: string) {
    this.#kept();
    const { store, clock } = this.parts;
    const aggregateClass = this.parts.aggregateOf(streamId.slice(0, streamId.indexOf('-')));
    if (aggregateClass === undefined) throw new SnapshotsNotTaken(streamId, 'unknown');
    const snapshotting = this.parts.of(aggregateClass);
    if (snapshotting === undefined) throw new SnapshotsNotTaken(streamId, 'no-policy');
    const streams = new AggregateStreams(aggregateClass, store, clock, snapshotting);
    return { id: streamId.slice(streamId.indexOf('-') + 1), streams, snapshotting };
  }
}
