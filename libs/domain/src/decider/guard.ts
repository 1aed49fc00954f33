import { ChangedWhatIsFrozen } from './changed-what-is-frozen.error.js';

/** How the engines of Node and of browsers put it, and `freezeState` with them. No engine has a code for it. */
const refusals = /read[- ]?only|not extensible|delete property|can't be deleted|cannot redefine/i;

/** Runs a function of a decider, and says whose it is if it tries to change something that is frozen. */
export function guarded<R>(decider: string, operation: 'decide' | 'evolve', run: () => R): R {
  try {
    return run();
  } catch (error) {
    if (isRefusedChange(error)) throw new ChangedWhatIsFrozen(decider, operation, error);
    throw error;
  }
}

/** By its name: the error may come from another realm, whose `TypeError` is not ours. */
function isRefusedChange(error: unknown): error is TypeError {
  const { name, message } = (error ?? {}) as Partial<Error>;
  return name === 'TypeError' && refusals.test(String(message));
}
