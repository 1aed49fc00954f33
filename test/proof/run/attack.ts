import { letHappen } from '../faults/happening.js';
import { faultsNamed } from '../faults/faults.js';
import { type Round, scheduleOf } from '../faults/schedule.js';
import { waited } from '../faults/waited.js';
import type { Fault, World } from '../world/world.js';

/** What is to go wrong, and for how long. */
export interface Attack {
  /** The names of the faults. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

/**
 * Lets things go wrong by the schedule of the world's seed, and has put them right when it answers; sooner when it is told
 * that it is enough.
 *
 * @param say is told of what cannot happen here
 */
export async function attack(
  world: World,
  { faults, seconds }: Attack,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const possible = await possibleOf(world, faultsNamed(faults), say);
  const names = possible.map(({ name }) => name);
  const begun = performance.now();
  let number = 0;
  for (const round of scheduleOf(names, seconds * 1_000, world.random.child('schedule'))) {
    if (!(await waited(round.atMs - (performance.now() - begun), signal))) return;
    await pass(world, round, possible, () => ++number, signal);
  }
}

async function possibleOf(
  world: World,
  faults: readonly Fault[],
  say: (line: string) => void,
): Promise<readonly Fault[]> {
  const possible: Fault[] = [];
  for (const fault of faults) {
    const why = await fault.impossible?.(world);
    if (why === undefined) possible.push(fault);
    else say(`${fault.name} cannot happen here: ${why}`);
  }
  return possible;
}

async function pass(
  world: World,
  { forMs, faults }: Round,
  possible: readonly Fault[],
  next: () => number,
  signal: AbortSignal,
): Promise<void> {
  // Not AbortSignal.any of a timeout: Node 20 forgets one that nobody else holds.
  const over = new AbortController();
  const end = (): void => over.abort();
  const timer = setTimeout(end, forMs);
  signal.addEventListener('abort', end, { once: true });
  if (signal.aborted) end();
  const happening = possible
    .filter(({ name }) => faults.includes(name))
    .map(async (fault) => {
      try {
        await letHappen(world, fault, next(), over.signal);
      } catch (error) {
        // Whoever reads the history has to know that something was not put right.
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        world.history.write({ word: 'bug', error: `${fault.name} itself has failed: ${why}` });
      }
    });
  await Promise.all(happening);
  clearTimeout(timer);
  signal.removeEventListener('abort', end);
}
