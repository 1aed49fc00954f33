import type { DeadlineSurroundings } from '../../deadline-loop.js';

/** Fires nothing more in a look in which one has failed. */
export function endsWithTheFirst(around: DeadlineSurroundings): DeadlineSurroundings {
  let failed: Promise<never> | undefined;
  return {
    ...around,
    sagas: () => {
      failed = undefined;
      return around.sagas();
    },
    fire: async (due) => {
      if (failed !== undefined) return failed;
      return around.fire(due).catch((error: unknown) => (failed = Promise.reject(error as Error)));
    },
  };
}
