import { safeUpToTheHead } from '../../faults/wrong-builds/floors.js';
import type { WrongBuild } from './wrong-build.js';

/** For the readers of this build the log is complete as far as it goes. */
export const readOn: WrongBuild = {
  name: 'read-on',
  does: 'reads on from the last position that it has seen, whatever is in flight below it',
  breaks: ['poll-skip', 'unseen', 'wrong-fold', 'effect-missing'],
  sql: safeUpToTheHead,
  under: [],
};
