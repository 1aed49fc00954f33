import { type AggregateRoot, isDaybookError, restoreSnapshot } from '@daybook/domain';
import type { EntityManager, EventStream, Snapshot } from '@daybook/event-store';
import { present } from '../present.js';
import type { Rehydrated } from '../rehydrate.js';
import type { WhyIgnored } from './ignored-snapshot.js';
import { readOn } from './read-on.js';
import type { SnapshotKeeping } from './snapshot-keeping.js';

/** Which aggregate is read, as of when, and where. */
export interface SnapshotQuestion<A extends AggregateRoot> {
  readonly streamId: string;
  /** An aggregate to which nothing has happened yet. */
  readonly begin: () => A;
  /** The stream from a version on, up to where it is asked for. */
  readonly streamFrom: (version: number) => EventStream;
  /** The highest version that a snapshot may have. Default: any. */
  readonly atOrBefore?: number | undefined;
  /** Whether the stream may end before the snapshot, because only what was recorded by some time is asked for. */
  readonly mayEndBefore?: boolean | undefined;
  /** The id of an event at which to end. */
  readonly stopBefore?: string | undefined;
  readonly manager?: EntityManager | undefined;
}

/** What has come of a snapshot. */
export interface FromSnapshot<A extends AggregateRoot> {
  /** The aggregate; undefined if it must be folded from its first event. */
  readonly found?: Rehydrated<A> | undefined;
  /** The version of the snapshot with which it begins; 0 for none. */
  readonly version: number;
  /** The version of a snapshot that is in the way: it is the nearest, and will never be of use. */
  readonly wrong?: number | undefined;
}

const none = { version: 0 } as const;

/** Lets the aggregates of one class begin with a snapshot, if there is one that the stream proves to be its own. */
export class SnapshotReading<A extends AggregateRoot> {
  constructor(
    private readonly keeping: SnapshotKeeping,
    /** Asked when it is first needed, because classes are registered until then. */
    private readonly fingerprint: () => string,
  ) {}

  async read(question: SnapshotQuestion<A>): Promise<FromSnapshot<A>> {
    const snapshot = await this.#nearest(question);
    if (snapshot === undefined) return none;
    const found = await this.#goneOn(snapshot, question);
    if (typeof found !== 'string') {
      // Not met behind the snapshot, the event at which to end may lie before it.
      if (question.stopBefore !== undefined && found.stoppedAt === undefined) return none;
      this.keeping.counts.used++;
      return { found, version: snapshot.version };
    }
    if (found === 'ahead-of-its-stream' && question.mayEndBefore === true) return none;
    this.keeping.passOver({ streamId: question.streamId, why: found });
    return { version: 0, wrong: snapshot.version };
  }

  async #nearest({ streamId, atOrBefore, manager }: SnapshotQuestion<A>): Promise<Snapshot | undefined> {
    const fingerprint = this.fingerprint();
    try {
      const options = { fingerprint, ...present({ atOrBefore, manager }) };
      const { snapshot, passedOver } = await this.keeping.store.nearest(streamId, options);
      for (const why of passedOver) this.keeping.passOver({ streamId, why });
      return snapshot;
    } catch (cause) {
      this.keeping.passOver({ streamId, why: 'unreachable', cause });
      return undefined;
    }
  }

  async #goneOn(
    snapshot: Snapshot,
    { begin, streamFrom, stopBefore }: SnapshotQuestion<A>,
  ): Promise<Rehydrated<A> | WhyIgnored> {
    const aggregate = begin();
    try {
      restoreSnapshot(aggregate, snapshot.state, snapshot.version);
    } catch {
      // Whatever it is: a class of the application's may throw what it likes at a state that it does not know.
      return 'unreadable';
    }
    try {
      return await readOn(aggregate, snapshot, streamFrom(snapshot.version), stopBefore);
    } catch (error) {
      if (!isOfHandler(error)) throw error;
      // If it is not for the snapshot, the fold from the first event fails as well, and says so.
      return 'unreadable';
    }
  }
}

/** What a handler throws at a state that never was, rather than the store, or the codec, at an event. */
function isOfHandler(error: unknown): boolean {
  return !isDaybookError(error) || error.code === 'entity-missing';
}
