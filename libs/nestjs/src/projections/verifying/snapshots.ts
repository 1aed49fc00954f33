import type { EntityManager } from '@daybook/event-store';
import type { Standing } from './standing.js';

/** Something that was read, and what it must have been folded from. */
export interface Snapshot<R> {
  readonly standing: Standing;
  readonly read: R;
}

/** Reads rows and checkpoints as they were at one moment, while the projection runs on. */
export interface Snapshots {
  /** @throws CheckpointMissing nothing was ever folded */
  take<R>(read: (manager: EntityManager | undefined) => Promise<R>): Promise<Snapshot<R>>;
}
