import type { EntityManager } from '../../stream/transaction.js';
import type { SegmentReport } from '../live-process.js';
import type { Progress } from '../progress.js';
import type { Lease } from '../segment.js';
import type { SubscriptionStore } from '../subscription-store.js';
import type { Slots } from './slots.js';

/**
 * A lease and how far its segment has come: on record, and in this process's eyes, which may be further where there was
 * nothing to apply. Commits and the reports of a heartbeat both move what is on record, and each names what it was: one
 * waits for the other. What a report has put on record while a commit was made ready stands.
 */
export class Checkpoint {
  #lease: Lease;
  #seen: number;
  #committing = false;
  #reported: { readonly answered: Promise<void>; readonly answer: () => void } | undefined;
  /** What was reported and is not known to be on record: the answer was lost, or a later one has to tell. */
  readonly #untold = new Set<number>();

  constructor(
    lease: Lease,
    private readonly store: SubscriptionStore,
    private readonly slots: Slots,
    private readonly moved: () => void,
  ) {
    this.#lease = lease;
    this.#seen = lease.position;
  }

  get lease(): Lease {
    return this.#lease;
  }

  /** Up to here everything was applied, parked or passed over. */
  get seen(): number {
    return this.#seen;
  }

  /** There was nothing to apply up to here; a heartbeat puts it on record. */
  pass(position: number): void {
    if (position <= this.#seen) return;
    this.#seen = position;
    this.moved();
  }

  /** @throws LeaseLost and whatever the work throws */
  async commit(work: (manager: EntityManager | undefined) => Promise<Progress>): Promise<void> {
    while (this.#reported !== undefined) await this.#reported.answered;
    this.#committing = true;
    try {
      this.#lease = await this.slots.use(() => this.#commit(work));
    } finally {
      this.#committing = false;
    }
    this.#seen = Math.max(this.#seen, this.#lease.position);
    this.#untold.clear();
    this.moved();
  }

  #commit(work: (manager: EntityManager | undefined) => Promise<Progress>): Promise<Lease> {
    const lease = this.#lease;
    return this.store.commit(lease, async (manager) => notBelow(lease, await work(manager)));
  }

  /** What the next heartbeat says of the segment; to be followed by `answered`. */
  report(failure: string | undefined): SegmentReport {
    const { subscription, segment, epoch, position: checkpoint } = this.#lease;
    const position = this.#committing ? checkpoint : this.#seen;
    if (position > checkpoint) {
      let answer!: () => void;
      const answered = new Promise<void>((resolve) => (answer = resolve));
      this.#reported = { answered, answer };
      this.#untold.add(position);
    }
    return { subscription, segment, epoch, checkpoint, position, failure };
  }

  /**
   * Takes what is on record for its own if it was reported once, also by a heartbeat whose answer was lost: nobody else has
   * written it under this lease, and without that no report would be taken any more.
   *
   * @param position what is on record since; undefined if the heartbeat has failed
   */
  answered(position: number | undefined): void {
    const reported = this.#reported;
    if (reported === undefined) return;
    this.#reported = undefined;
    if (position !== undefined && this.#untold.has(position)) {
      this.#lease = { ...this.#lease, position };
      this.#untold.clear();
    }
    reported.answer();
  }
}

/** What is on record was seen under this very lease; who began before that was reported could not know it. */
function notBelow({ position }: Lease, progress: Progress): Progress {
  return progress.position < position ? { ...progress, position } : progress;
}
