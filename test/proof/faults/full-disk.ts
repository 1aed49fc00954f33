import { untilBack } from '../../faults/injection/server-processes.js';
import type { Fault } from '../world/world.js';
import { openClient } from './open-client.js';
import { waited } from './waited.js';

/** There is no room left for the server's own log, until there is some again. */
export const fullDisk: Fault = {
  name: 'full-disk',
  impossible: ({ smallDisk }) =>
    Promise.resolve(smallDisk === undefined ? 'no small file system could be mounted' : undefined),
  async happen({ server, urls, smallDisk, random }, signal) {
    if (smallDisk === undefined) return { felt: 0 };
    await smallDisk.fill();
    try {
      const felt = (await refusedBefore(urls.other, signal)) ? 1 : 0;
      await waited(random.between(200, 1_000), signal);
      return { felt };
    } finally {
      await smallDisk.makeRoom();
      await untilBack(server, urls.proof);
    }
  },
};

/** Uses up the files that the server has kept for reuse. Answers whether it refused before it was enough. */
async function refusedBefore(url: string, signal: AbortSignal): Promise<boolean> {
  try {
    const client = await openClient(url);
    try {
      await client.query('CREATE TABLE IF NOT EXISTS public.proof_ballast (written text)');
      while (!signal.aborted) {
        await client.query(`INSERT INTO public.proof_ballast VALUES ('written')`);
        await client.query('SELECT pg_switch_wal()');
      }
      return false;
    } finally {
      await client.end().catch(() => undefined);
    }
  } catch {
    return true;
  }
}
