import { floorAfterAllocation } from '../../faults/wrong-builds/floors.js';
import type { WrongBuild } from './wrong-build.js';

/** What is announced to readers lies above what is in flight. */
export const lateFloor: WrongBuild = {
  name: 'late-floor',
  does: 'takes the floor when the positions are allocated already',
  breaks: ['poll-skip', 'unseen', 'wrong-fold', 'effect-missing'],
  sql: floorAfterAllocation,
  under: [],
};
