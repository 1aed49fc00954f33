import type { Fault } from '../world/world.js';
import { waited } from './waited.js';

/** One side of connections is gone, without a word to the other one; that one hears of it a while later. */
export const halfOpenConnections: Fault = {
  name: 'half-open-connections',
  async happen({ proxies, random }, signal) {
    let felt = 0;
    while (!signal.aborted) {
      const proxy = random.pick(proxies);
      felt += proxy.fallSilent(random.pick(['client', 'server']));
      await waited(random.between(700, 2_500), signal);
      proxy.speak();
      await waited(random.between(100, 500), signal);
    }
    return { felt };
  },
};
