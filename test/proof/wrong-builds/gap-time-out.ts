import { gapTimeoutReader } from '../../faults/wrong-builds/readers.js';
import { changeSafePosition } from './changed-safe-position.js';
import { poolOf } from './pool-of.js';
import type { WrongBuild } from './wrong-build.js';

/** The log is complete up to a hole in its positions, and beyond it after a while, which is too short for some. */
export const gapTimeOut: WrongBuild = {
  name: 'gap-time-out',
  does: 'waits at a hole in the positions for 50 ms, and takes it for a rollback then',
  breaks: ['poll-skip', 'unseen', 'wrong-fold', 'effect-missing'],
  store: (store) => {
    const read = gapTimeoutReader(poolOf(store), 50);
    let whole = 0;
    changeSafePosition(store, () => async () => {
      for await (const page of read(whole)) whole = Math.max(whole, page.at(-1)?.position ?? 0);
      return whole;
    });
  },
  under: [],
};
