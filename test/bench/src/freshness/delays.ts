import { quantile, type Sample } from '../run/closed-loop.js';
import type { SteadyAppends } from './steady-appends.js';

/** From the answer of each append to the first look at which it was seen: that of a later one shows the earlier ones, too. */
export function delaysOf(
  { answered, rate }: SteadyAppends,
  seen: readonly (readonly [deposits: number, at: number])[],
): Sample {
  const delays: number[] = [];
  let next = 0;
  for (const [version, at] of [...answered].sort(([a], [b]) => a - b)) {
    while (next < seen.length && (seen[next]?.[0] ?? 0) < version) next++;
    const look = seen[next];
    if (look === undefined) throw new Error(`Deposit ${version} was never seen.`);
    // Seen before its append was answered, it was there at once.
    delays.push(Math.max(0, look[1] - at) / 1_000);
  }
  const sorted = Float64Array.from(delays).sort();
  return { rate, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}
