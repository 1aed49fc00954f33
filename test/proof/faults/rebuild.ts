import { ProcessEnded } from '../world/process-ended.error.js';
import type { ProofProcess } from '../world/proof-process.js';
import type { Fault } from '../world/world.js';
import { waited, waitedOut } from './waited.js';

/** A read model is built anew under load, and readers are switched to what was built. */
export const rebuild: Fault = {
  name: 'rebuild',
  async happen({ processes, random }, signal) {
    const over = waitedOut(signal);
    while (!signal.aborted) {
      const process = await Promise.race([over, ...random.shuffled(processes).map(whenUp)]);
      if (process === undefined) continue;
      const rebuilding = rebuilt(process);
      if ((await Promise.race([over, rebuilding])) === true) return { felt: 1 };
      // It goes on without us when it is enough: a rebuild is no fault that would have to be taken back.
      if (signal.aborted) return { felt: 0, later: rebuilding.then(Number) };
      await waited(200, signal);
    }
    return { felt: 0 };
  },
};

/** One that is up already is so before all others. */
async function whenUp(process: ProofProcess): Promise<ProofProcess | undefined> {
  return (await process.ready()) ? process : undefined;
}

async function rebuilt(process: ProofProcess): Promise<boolean> {
  try {
    return (await process.tell({ do: 'rebuild' })).word === 'rebuilt';
  } catch (error) {
    // It was killed meanwhile; another one begins anew.
    if (error instanceof ProcessEnded) return false;
    throw error;
  }
}
