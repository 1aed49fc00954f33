import { killProcess, untilBack } from '../../faults/injection/server-processes.js';
import type { Fault } from '../world/world.js';
import { waited } from './waited.js';

/** PostgreSQL is killed, as a whole, or one of its processes, upon which it ends all others and recovers. */
export const killServer: Fault = {
  name: 'kill-server',
  async happen({ server, urls, proxies, random }, signal) {
    await waited(random.between(0, 1_000), signal);
    const felt = proxies.reduce((sum, { connections }) => sum + connections, 0);
    const role = new URL(proxies[0]?.url ?? urls.proof).username;
    if (random.chance(0.6)) await server.kill();
    else await killProcess(urls.proof, role);
    await waited(random.between(0, 500), signal);
    await untilBack(server, urls.proof);
    return { felt };
  },
};
