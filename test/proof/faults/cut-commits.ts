import type { CutMoment } from '../world/commit-cuts.js';
import type { FaultyProxy } from '../world/faulty-proxy.js';
import type { SeededRandom } from '../world/seeded-random.js';
import type { Fault } from '../world/world.js';
import { waited } from './waited.js';

/** Connections are cut at commits, now and then, between each process and the server. */
function cutCommits(name: string, moment: CutMoment): Fault {
  async function cutAgainAndAgain(proxy: FaultyProxy, random: SeededRandom, signal: AbortSignal): Promise<number> {
    let cuts = 0;
    while (await waited(random.between(100, 700), signal)) {
      cuts += await proxy.cutAtNextCommits(random.between(1, 2), moment, signal);
    }
    return cuts;
  }
  return {
    name,
    async happen({ proxies, random }, signal) {
      const cutting = proxies.map((proxy, n) => cutAgainAndAgain(proxy, random.child(`proxy ${n}`), signal));
      const cuts = await Promise.all(cutting);
      return { felt: cuts.reduce((sum, count) => sum + count, 0) };
    },
  };
}

/** The server never hears of a commit whose sender believes that it did. */
export const cutBeforeCommit = cutCommits('cut-before-commit', 'before');

/** The server has done a commit, and its answer is lost. */
export const cutAfterCommit = cutCommits('cut-after-commit', 'after');
