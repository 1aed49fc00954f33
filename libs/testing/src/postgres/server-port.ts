import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

// Above the services that have a name of their own, below the ports that systems give to outgoing connections: such a
// connection could hold the port in the moment in which a supervised server comes back to it.
const lowest = 20_000;
const highest = 32_000;

/**
 * The port of the server in a folder: chosen once, kept from start to start so that an address in somebody's tool goes
 * on working, and moved only when another program has taken it.
 */
export async function serverPort(folder: string): Promise<number> {
  const file = join(folder, 'port');
  const kept = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  if (kept > 0 && (await isFree(kept))) return kept;
  for (;;) {
    const port = randomInt(lowest, highest);
    if (!(await isFree(port))) continue;
    await writeFile(file, `${port}\n`);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
