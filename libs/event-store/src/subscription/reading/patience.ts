import { isDaybookError } from '@daybook/domain';
import { setTimeout as sleep } from 'node:timers/promises';

const passing = new Set(['store-unavailable', 'store-overloaded']);
const pausesMs = { least: 100, most: 1_000 } as const;

/** Bears with a store that is away for a moment: what was read stays right, and the reader knows where he was. */
export class Patience {
  #since: number | undefined;
  #pauseMs: number = pausesMs.least;

  /** @param limitMs how long a store may be away, from its first refusal on */
  constructor(private readonly limitMs: number) {}

  /** The store is there. */
  renew(): void {
    this.#since = undefined;
    this.#pauseMs = pausesMs.least;
  }

  /** Waits a moment, or throws the refusal on: if it will not pass, or the time is over. */
  async bear(refusal: unknown, signal: AbortSignal | undefined): Promise<void> {
    const now = performance.now();
    this.#since ??= now;
    const isPassing = isDaybookError(refusal) && passing.has(refusal.code);
    if (!isPassing || now + this.#pauseMs > this.#since + this.limitMs) throw refusal;
    await sleep(this.#pauseMs, undefined, { ...(signal && { signal }) }).catch(() => signal?.throwIfAborted());
    this.#pauseMs = Math.min(2 * this.#pauseMs, pausesMs.most);
  }
}
