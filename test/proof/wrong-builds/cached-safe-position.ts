import { changeSafePosition } from './changed-safe-position.js';
import type { WrongBuild } from './wrong-build.js';

/**
 * What was once complete is so for ever, it thinks. But a crash forgets positions that were allocated and not committed, and
 * allocates them anew: below what it remembers, others are in flight then.
 */
export const cachedSafePosition: WrongBuild = {
  name: 'cached-safe-position',
  does: 'remembers the highest position up to which the log was ever complete, also across a crash of the server',
  breaks: ['poll-skip', 'unseen', 'wrong-fold', 'effect-missing'],
  store: (store) => {
    let highest = 0;
    changeSafePosition(store, (right) => async () => (highest = Math.max(highest, await right())));
  },
  under: ['open-append-killed'],
};
