import Sequencer from '@jest/test-sequencer';

/**
 * The order in which Jest runs specs. It begins with those that took longest, so that no worker is left alone with one
 * at the end; but on a machine that has run none yet it goes by the size of the files, which says nothing: a guide is
 * run in three lines. There it begins with those that start processes and servers, then come those of a database.
 */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => place(one) - place(other));
  }
}

function place({ duration, path, context }) {
  if (duration !== undefined) return 0;
  if (path.startsWith(`${context.config.rootDir}/test/`)) return 1;
  return /\.(app|pg|pooler)\.spec\.ts$/.test(path) ? 2 : 3;
}
