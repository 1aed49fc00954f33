import type { Fault } from '../world/world.js';
import { waited } from './waited.js';

/** A process stands still for longer than its lease, and goes on as if nothing had happened. */
export const stopProcess: Fault = {
  name: 'stop-process',
  async happen({ processes, random, leaseMs }, signal) {
    const alive = processes.filter(({ isAlive }) => isAlive);
    const process = random.pick(alive.length > 0 ? alive : processes);
    process.stop();
    const { name, isStopped } = process;
    const outlasted = await waited(leaseMs * (random.between(120, 200) / 100), signal);
    process.continue();
    return { felt: isStopped && outlasted && name === process.name ? 1 : 0 };
  },
};
