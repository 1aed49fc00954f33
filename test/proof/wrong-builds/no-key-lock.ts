import { keysWithoutLocks } from '../../faults/wrong-builds/locks.js';
import type { WrongBuild } from './wrong-build.js';

/** Two appends that fold the same row at once: the one that writes last has not seen what the other made of it. */
export const noKeyLock: WrongBuild = {
  name: 'no-key-lock',
  does: 'folds inline without locking the keys of the rows',
  breaks: ['wrong-fold', 'money'],
  sql: keysWithoutLocks,
  under: [],
};
