import type { Fault } from '../world/world.js';
import { waited } from './waited.js';

/** What is sent arrives late, in each direction by another time, and now and then by a new one. */
export const delayedConnections: Fault = {
  name: 'delayed-connections',
  async happen({ proxies, random }, signal) {
    const [late, ...others] = random.shuffled(proxies);
    if (late === undefined) return { felt: 0 };
    const delayed = [late, ...others.filter(() => random.chance(0.3))];
    const count = (): number => delayed.reduce((sum, { latePieces }) => sum + latePieces, 0);
    const before = count();
    while (!signal.aborted) {
      for (const proxy of delayed) proxy.delay(random.between(0, 250), random.between(0, 250));
      await waited(random.between(500, 1_500), signal);
    }
    for (const proxy of delayed) proxy.delay(0);
    return { felt: count() - before };
  },
};
