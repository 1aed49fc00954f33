import type { Sample } from './closed-loop.js';
import { medianOf } from './median.js';

/** One who takes part in a comparison: runs one round. */
export type Contestant = (seconds: number) => Promise<Sample>;

/**
 * Lets contestants take turns, A B C A B C …, so that a machine which is slower for a while is so for all of them, and
 * answers each one's medians. A first turn warms up and does not count.
 */
export async function alternate<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { rounds, seconds }: { readonly rounds: number; readonly seconds: number },
): Promise<Readonly<Record<Name, Sample>>> {
  const turns = Object.entries<Contestant>(contestants).map(([name, run]) => ({ name, run, samples: [] as Sample[] }));
  for (const { run } of turns) await run(seconds / 2);
  for (let round = 0; round < rounds; round++) {
    for (const { run, samples } of turns) samples.push(await run(seconds));
  }
  return Object.fromEntries(turns.map(({ name, samples }) => [name, medianOf(samples)])) as Record<Name, Sample>;
}
