import type { Clock } from '@daybook/domain';
import type { SnapshotRetention, SnapshotStore } from '@daybook/event-store';
import { LastUsed } from '../cache/last-used.js';
import type { FailedSnapshot, IgnoredSnapshot } from './ignored-snapshot.js';
import { SnapshotCounts } from './snapshot-counts.js';
import { SnapshotQueue } from './snapshot-queue.js';

/** Of what snapshots are kept, and who is told. */
export interface SnapshotKeepingParts {
  readonly store: SnapshotStore;
  /** When one is taken. */
  readonly clock: Clock;
  /** Which ones stay. Default: as the store has it. */
  readonly retention?: SnapshotRetention | undefined;
  /** Told of each that was not used. Default: nobody. */
  readonly ignored?: ((ignored: IgnoredSnapshot) => void) | undefined;
  /** Told of each that could not be taken. Default: nobody. */
  readonly failed?: ((failed: FailedSnapshot) => void) | undefined;
}

/** Of how many streams it is remembered how old their snapshot is. */
const remembered = 10_000;

/** What the repositories of a process share to keep snapshots of their aggregates. */
export class SnapshotKeeping {
  readonly store: SnapshotStore;
  readonly clock: Clock;
  readonly retention: SnapshotRetention | undefined;
  readonly counts = new SnapshotCounts();
  readonly queue: SnapshotQueue;
  /** The versions of streams' last snapshots, as far as this process knows; one that it does not know is looked for. */
  readonly lastVersions = new LastUsed<number>(remembered);
  readonly #ignored: (ignored: IgnoredSnapshot) => void;
  readonly #failed: (failed: FailedSnapshot) => void;

  constructor({ store, clock, retention, ignored, failed }: SnapshotKeepingParts) {
    this.store = store;
    this.clock = clock;
    this.retention = retention;
    this.#ignored = ignored ?? nobody;
    this.#failed = failed ?? nobody;
    this.queue = new SnapshotQueue(
      (streamId, cause) => this.failedToTake(streamId, cause),
      () => {
        this.counts.skipped++;
      },
    );
  }

  /** Takes note of one that was not used. */
  passOver(ignored: Omit<IgnoredSnapshot, 'category'>): void {
    this.counts.ignored[ignored.why]++;
    this.#ignored({ category: categoryOf(ignored.streamId), ...ignored });
  }

  /** Takes note of one that could not be taken. */
  failedToTake(streamId: string, cause: unknown): void {
    this.counts.failed++;
    this.#failed({ category: categoryOf(streamId), streamId, cause });
  }
}

function nobody(): void {
  // Is told.
}

function categoryOf(streamId: string): string {
  return streamId.slice(0, streamId.indexOf('-'));
}
