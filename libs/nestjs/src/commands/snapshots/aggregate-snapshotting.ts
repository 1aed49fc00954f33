import type { AggregateClass, AggregateRoot, SnapshotPolicy } from '@daybook/domain';
import { snapshotFingerprintOf } from '@daybook/domain';
import type { SnapshotKeeping } from './snapshot-keeping.js';
import { SnapshotReading } from './snapshot-reading.js';
import { SnapshotTaking } from './snapshot-taking.js';

/** How snapshots are kept of the aggregates of one class. */
export interface SnapshottingOptions {
  readonly keeping: SnapshotKeeping;
  /** When one is taken. */
  readonly policy: SnapshotPolicy;
  /** What becomes of the events of the aggregate before they are folded. Default: nothing. */
  readonly evolution?: (() => string) | undefined;
}

/** The snapshots of the aggregates of one class. */
export class AggregateSnapshotting<A extends AggregateRoot> {
  readonly keeping: SnapshotKeeping;
  readonly policy: SnapshotPolicy;
  readonly reading: SnapshotReading<A>;
  readonly taking: SnapshotTaking<A>;
  readonly #aggregateClass: AggregateClass<A>;
  readonly #evolution: () => string;
  #fingerprint: string | undefined;

  constructor(aggregateClass: AggregateClass<A>, { keeping, policy, evolution = () => '' }: SnapshottingOptions) {
    this.#aggregateClass = aggregateClass;
    this.#evolution = evolution;
    this.keeping = keeping;
    this.policy = policy;
    const fingerprint = (): string => this.fingerprint;
    this.reading = new SnapshotReading(keeping, fingerprint);
    this.taking = new SnapshotTaking(keeping, policy, fingerprint);
  }

  /** Of the code that folds these aggregates; worked out when it is first asked for, because classes are registered until then. */
  get fingerprint(): string {
    return (this.#fingerprint ??= snapshotFingerprintOf(this.#aggregateClass, this.#evolution()));
  }
}
