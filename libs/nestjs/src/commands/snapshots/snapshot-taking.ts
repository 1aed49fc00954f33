import {
  type AggregateRoot,
  captureSnapshot,
  type DomainEvent,
  type LoadingCost,
  type SnapshotMoment,
  type SnapshotPolicy,
} from '@daybook/domain';
import type { Rehydrated } from '../rehydrate.js';
import type { SnapshotKeeping } from './snapshot-keeping.js';
import type { FromSnapshot } from './snapshot-reading.js';
import type { Outcome } from './snapshot-queue.js';

/** What was appended to a stream. */
export interface AppendedEvents {
  /** The version of the last of them. */
  readonly version: number;
  readonly events: readonly DomainEvent[];
  /** What it cost to load the aggregate that has decided them. */
  readonly loading: LoadingCost | undefined;
  /** Whether they are part of a transaction that may still be rolled back. */
  readonly held: boolean;
}

/** The aggregate as the store alone makes it at this moment, from a snapshot or not, and as it is committed. */
export type ReadCommitted<A extends AggregateRoot> = () => Promise<
  Omit<FromSnapshot<A>, 'found'> & { readonly found: Rehydrated<A> | undefined }
>;

/** Takes snapshots of the aggregates of one class: when its policy says so, and out of the way of whoever has appended. */
export class SnapshotTaking<A extends AggregateRoot> {
  constructor(
    private readonly keeping: SnapshotKeeping,
    private readonly policy: SnapshotPolicy,
    private readonly fingerprint: () => string,
  ) {}

  /** Lets a snapshot be taken if one is due. Never throws, and waits for nothing. */
  appended(streamId: string, { version, events, loading, held }: AppendedEvents, read: ReadCommitted<A>): void {
    const { queue, lastVersions } = this.keeping;
    const eventsSince = version - (lastVersions.get(streamId) ?? 0);
    const moment: SnapshotMoment = { version, eventsSince, appended: events, loading };
    try {
      // What is taken is never the state at hand, which others have in theirs: it is read again.
      if (this.policy.isDue(moment)) queue.add(streamId, () => this.#takeIfDue(streamId, moment, held, read));
    } catch (error) {
      this.keeping.failedToTake(streamId, error);
    }
  }

  /** Lets a snapshot that is in the way be taken away, if it still is. */
  doubted(streamId: string, read: ReadCommitted<A>): void {
    this.keeping.queue.add(streamId, async () => {
      const { found, wrong } = await read();
      if (wrong !== undefined) await this.#replace(streamId, wrong, found);
      return 'done';
    });
  }

  /**
   * Takes one now.
   *
   * @throws StateNotCaptured the state cannot be captured, and whatever reading it and keeping it throws
   */
  async take(streamId: string, { aggregate, eventId, position }: Rehydrated<A>): Promise<void> {
    const { store, clock, retention, counts, lastVersions } = this.keeping;
    const { version } = aggregate;
    const state = captureSnapshot(aggregate);
    const fingerprint = this.fingerprint();
    await store.put({ streamId, version, position, eventId, fingerprint, state, takenAt: clock.now() }, retention);
    counts.taken++;
    lastVersions.put(streamId, version);
  }

  async #takeIfDue(streamId: string, moment: SnapshotMoment, held: boolean, read: ReadCommitted<A>): Promise<Outcome> {
    const { found, version: last, wrong } = await read();
    if (wrong !== undefined) await this.#remove(streamId, wrong);
    // Rolled back, or not committed yet.
    if (found === undefined || found.aggregate.version < moment.version) return held ? 'not-yet' : 'done';
    const { version } = found.aggregate;
    this.keeping.lastVersions.put(streamId, last);
    const eventsSince = version - last;
    // Another process may have taken one meanwhile.
    if (eventsSince === 0 || !this.policy.isDue({ ...moment, version, eventsSince })) return 'done';
    // If this one fails, the next is due when it would be after it.
    this.keeping.lastVersions.put(streamId, version);
    await this.take(streamId, found);
    return 'done';
  }

  async #replace(streamId: string, wrong: number, found: Rehydrated<A> | undefined): Promise<void> {
    await this.#remove(streamId, wrong);
    this.keeping.lastVersions.forget(streamId);
    if (found !== undefined) await this.take(streamId, found);
  }

  async #remove(streamId: string, fromVersion: number): Promise<void> {
    await this.keeping.store.drop({ streamId, fingerprint: this.fingerprint(), fromVersion });
  }
}
