import type { Fault, World } from '../world/world.js';

/** Lets a fault happen, and tells the history when it began, when it ended, and how often it was felt. */
export async function letHappen(world: World, fault: Fault, number: number, signal: AbortSignal): Promise<number> {
  const { name } = fault;
  world.history.write({ word: 'fault', fault: name, number, phase: 'begun' });
  // What it draws follows from its number, whatever others draw meanwhile.
  const own: World = { ...inFull(world), random: world.random.child(`${name} ${number}`) };
  try {
    const { felt, later } = await fault.happen(own, signal);
    world.history.write({ word: 'fault', fault: name, number, phase: 'ended', felt });
    void later?.then((feltLater) => {
      // What was not felt until the end of the run may answer when there is no history any more.
      if (feltLater > 0) world.history.write({ word: 'fault', fault: name, number, phase: 'felt', felt: feltLater });
    });
    return felt;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    world.history.write({ word: 'fault', fault: name, number, phase: 'ended', felt: 0, why });
    throw error;
  }
}

/** Not by a spread: a world may have getters. */
function inFull({ server, urls, proxies, processes, history, random, leaseMs, smallDisk }: World): World {
  return { server, urls, proxies, processes, history, random, leaseMs, ...(smallDisk !== undefined && { smallDisk }) };
}
