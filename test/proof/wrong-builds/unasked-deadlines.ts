import { replaceSagas } from '../../faults/injection/replace-sagas.js';
import { wrongStores } from '../../faults/wrong-builds/moving-builds.js';
import type { WrongBuild } from './wrong-build.js';

/** All processes find a deadline at the same time, and one after the other they have it fire. */
export const unaskedDeadlines: WrongBuild = {
  name: 'unasked-deadlines',
  does: 'fires a deadline that it has found, without asking whether it still stands',
  breaks: ['deadline-twice', 'step-twice'],
  store: (store) => replaceSagas(store, wrongStores['no row check']),
  under: [],
};
