import type { Fault } from '../world/world.js';
import { upAgain } from './up-again.js';
import { waitedOut } from './waited.js';

const hourMs = 3_600_000;

/** The next life of a process has its clock an hour off, and stepping. A kill puts it right. */
export const turnedClock: Fault = {
  name: 'turned-clock',
  async happen({ processes, random }, signal) {
    const process = random.pick(processes);
    await process.restart({ clockOffMs: random.pick([-hourMs, hourMs]) });
    if (!(await upAgain(process, signal))) return { felt: 0 };
    await waitedOut(signal);
    return { felt: 1 };
  },
};
