import { setTimeout } from 'node:timers/promises';

/** Waits until something is so, at most for so long; ten seconds unless told otherwise. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, longestMs = 60_000): Promise<void> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > longestMs) throw new Error(`It has not come within ${longestMs} ms: ${what}.`);
    await setTimeout(5);
  }
}
