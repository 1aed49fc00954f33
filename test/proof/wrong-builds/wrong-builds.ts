import { cachedSafePosition } from './cached-safe-position.js';
import { checkpointFirst } from './checkpoint-first.js';
import { gapTimeOut } from './gap-time-out.js';
import { lateFloor } from './late-floor.js';
import { newIds } from './new-ids.js';
import { noFence } from './no-fence.js';
import { noKeyLock } from './no-key-lock.js';
import { oneSnapshot } from './one-snapshot.js';
import { readOn } from './read-on.js';
import { snapshotOfOtherState } from './snapshot-of-other-state.js';
import { keylessSteps } from './keyless-steps.js';
import { doneFirst } from './done-first.js';
import { stateApart } from './state-apart.js';
import { unaskedDeadlines } from './unasked-deadlines.js';
import type { WrongBuild } from './wrong-build.js';

/** All of them, in the order in which they are tried. */
export const wrongBuilds: readonly WrongBuild[] = [
  readOn,
  gapTimeOut,
  checkpointFirst,
  noFence,
  newIds,
  lateFloor,
  oneSnapshot,
  cachedSafePosition,
  noKeyLock,
  snapshotOfOtherState,
  keylessSteps,
  doneFirst,
  stateApart,
  unaskedDeadlines,
];

/** The one of a name; undefined for `daybook`, the right one. */
export function wrongBuildOf(name: string): WrongBuild | undefined {
  const build = wrongBuilds.find((one) => one.name === name);
  if (build === undefined && name !== 'daybook') {
    throw new Error(
      `There is no build "${name}". There are daybook, ${wrongBuilds.map((one) => one.name).join(', ')}.`,
    );
  }
  return build;
}
