import { quantile, type Sample } from '../run/closed-loop.js';

/** Takes the time from batch to batch. */
export class BatchTimes {
  readonly #times: number[] = [];
  #last = performance.now();

  /** A batch was done. */
  done(): void {
    const now = performance.now();
    this.#times.push(now - this.#last);
    this.#last = now;
  }

  /** With a rate that was measured elsewhere. */
  sample(rate: number): Sample {
    const sorted = Float64Array.from(this.#times).sort();
    return { rate, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
  }
}
