import { StoreOverloaded } from '../stream/store-overloaded.error.js';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { WaitedInVain } from '../stream/waited-in-vain.js';
import type { PendingAppend } from './pending-append.js';
import type { WaitingLimits } from './waiting-limits.js';

/**
 * The appends of which nothing has been sent: so many at most, and each for so long at most. One timer for all of them,
 * because they have come in the order in which their time is up.
 */
export class WaitingRoom {
  /** Since when, by `performance.now()`; in the order of their coming. */
  readonly #since = new Map<PendingAppend, number>();
  #timer: NodeJS.Timeout | undefined;

  /**
   * @param why what is in the way of those who wait
   * @param refused called after some have been refused
   */
  constructor(
    private readonly limits: WaitingLimits,
    private readonly why: () => string,
    private readonly refused: () => void,
  ) {}

  get isEmpty(): boolean {
    return this.#since.size === 0;
  }

  /** @throws StoreOverloaded as many appends as may wait are waiting */
  refuseWhenFull(): void {
    const { size } = this.#since;
    if (size >= this.limits.waiting) throw new StoreOverloaded('appending', size, this.why());
  }

  enter(pending: PendingAppend): void {
    this.#since.set(pending, performance.now());
    this.#timer ??= this.#wakeAfter(this.limits.waitMs);
  }

  /** Its turn has come. */
  leave(pending: PendingAppend): void {
    this.#since.delete(pending);
  }

  #wakeAfter(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#refuseOverdue(), Math.ceil(ms)).unref();
  }

  #refuseOverdue(): void {
    const { waitMs } = this.limits;
    const now = performance.now();
    const overdue: PendingAppend[] = [];
    let next: number | undefined;
    for (const [pending, since] of this.#since) {
      next = since + waitMs - now;
      if (next > 0) break;
      overdue.push(pending);
      next = undefined;
    }
    this.#timer = next === undefined ? undefined : this.#wakeAfter(next);
    if (overdue.length === 0) return;
    const reason = `${overdue.length} appends have not had their turn within ${waitMs} ms: ${this.why()}`;
    for (const pending of overdue) {
      this.#since.delete(pending);
      pending.failed(new StoreUnavailable('appending', new WaitedInVain(reason, waitMs)));
    }
    this.refused();
  }
}
