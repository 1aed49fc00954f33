import type { WrongBuild } from './wrong-build.js';

/** The store cannot know that it is the same append, or the same command. */
export const newIds: WrongBuild = {
  name: 'new-ids',
  does: 'repeats what has an unknown outcome with new event ids, and a command under a new key',
  breaks: ['duplicate', 'money'],
  renamesRepetitions: true,
  under: ['cut-after-commit'],
};
