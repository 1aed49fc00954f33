import type { Sample } from './closed-loop.js';
import { medianOf } from './median.js';

/** One who takes part in a comparison: runs one round. */
export type Contestant = (seconds: number) => Promise<Sample>;

/** How often, and for how long. */
export interface Rounds {
  readonly rounds: number;
  readonly seconds: number;
}

/** Lets contestants take turns, see `takeTurns`, and answers each one's medians. */
export async function alternate<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  rounds: Rounds,
): Promise<Readonly<Record<Name, Sample>>> {
  const turns = Object.entries<readonly Sample[]>(await takeTurns(contestants, rounds));
  return Object.fromEntries(turns.map(([name, samples]) => [name, medianOf(samples)])) as Record<Name, Sample>;
}

/**
 * Lets contestants take turns, A B C, C B A, A B C …, so that a machine which is slower for a while is so for all of them,
 * and what one leaves behind meets each of the others. A first turn warms up and does not count.
 */
export async function takeTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  { rounds, seconds }: Rounds,
): Promise<Readonly<Record<Name, readonly Sample[]>>> {
  const turns = Object.entries<Contestant>(contestants).map(([name, run]) => ({ name, run, samples: [] as Sample[] }));
  for (const { run } of turns) await run(seconds / 2);
  for (let round = 0; round < rounds; round++) {
    for (const { run, samples } of round % 2 === 0 ? turns : [...turns].reverse()) samples.push(await run(seconds));
  }
  return Object.fromEntries(turns.map(({ name, samples }) => [name, samples])) as Record<Name, Sample[]>;
}
