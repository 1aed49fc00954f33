/** What a round has measured. */
export interface Sample {
  /** Operations per second. */
  readonly rate: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Something that is done over and over by several callers. */
export type Operation = (caller: number) => Promise<unknown>;

/**
 * Lets callers do an operation over and over for a while, each the next time as soon as it was answered. What is in
 * flight at the end is waited for and counts, and so does the time that it takes.
 */
export async function closedLoop(callers: number, seconds: number, operation: Operation): Promise<Sample> {
  const latencies: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const call = async (caller: number): Promise<void> => {
    for (let begun = performance.now(); begun < end;) {
      await operation(caller);
      const answered = performance.now();
      latencies.push(answered - begun);
      begun = answered;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  const elapsed = performance.now() - start;
  const sorted = Float64Array.from(latencies).sort();
  return { rate: (latencies.length * 1000) / elapsed, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}

/** Of sorted values. */
export function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
