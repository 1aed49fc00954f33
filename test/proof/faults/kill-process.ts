import type { Fault } from '../world/world.js';
import { waited } from './waited.js';
import { upAgain } from './up-again.js';

/** A process of the application is killed, and begins again. */
export const killProcess: Fault = {
  name: 'kill-process',
  async happen({ processes, random }, signal) {
    const process = random.pick(processes);
    const felt = process.isAlive ? 1 : 0;
    await process.kill();
    // Others take over what it had, or it is back before they do.
    await waited(random.between(0, 2_000), signal);
    await process.restart({ clockOffMs: 0 });
    await upAgain(process, signal);
    return { felt };
  },
};
