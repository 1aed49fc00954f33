import type { Snapshot, Snapshots } from '../snapshots.js';
import { standingOf, type SubscriptionRecord } from '../standing.js';

/** Snapshots of a projection that stands still. */
export class FixedSnapshots implements Snapshots {
  constructor(readonly record: SubscriptionRecord) {}

  async take<R>(read: (manager: undefined) => Promise<R>): Promise<Snapshot<R>> {
    return { standing: standingOf(this.record), read: await read(undefined) };
  }
}
