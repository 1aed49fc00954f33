import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeServerFolder } from '@daybook/testing/postgres';
import type { Entry } from '../../history/entry.js';
import { HistoryFile } from '../../history/history-file.js';
import { readHistory } from '../../history/read-history.js';
import { FaultyProxy } from '../../world/faulty-proxy.js';
import { ProofProcess } from '../../world/proof-process.js';
import { startProofServer } from '../../world/proof-server.js';
import { SeededRandom } from '../../world/seeded-random.js';
import type { World } from '../../world/world.js';
import { BusyClient } from './busy-client.js';

/** A real server, and proxies before it, each with a busy client; processes do as they are told, and nothing else. */
export interface SmallWorld {
  readonly world: World;
  readonly clients: readonly BusyClient[];
  /** The history so far. */
  said(): readonly Entry[];
  close(): Promise<void>;
}

export async function openSmallWorld(): Promise<SmallWorld> {
  // By this name a later run finds and removes what a killed one has left.
  const folder = await mkdtemp(join(tmpdir(), `daybook-test-${process.pid}-`));
  const { server, urls, applicationUrl, smallLog, close } = await startProofServer({ folder, fills: true });
  const historyFolder = join(folder, 'history');
  const history = HistoryFile.open(historyFolder, 'run');
  const proxies = await Promise.all([1, 2].map(() => FaultyProxy.before(applicationUrl)));
  const clients = proxies.map(({ url }) => new BusyClient(url));
  const leaseMs = 300;
  const processes = proxies.map(({ url }, n) => {
    const file = fileURLToPath(new URL('../../world/example/obedient-process.ts', import.meta.url));
    const options = { seed: n, receiver: '', leaseMs, build: 'rebuilds', clockOffMs: 0, calls: false };
    return ProofProcess.begin({ url, name: `app-${n + 1}`, folder: historyFolder, history, file, ...options });
  });
  const world: World = {
    ...{ server, urls, proxies, processes, history, leaseMs },
    random: new SeededRandom(1),
    ...(smallLog !== undefined && { smallDisk: smallLog.disk }),
  };
  return {
    world,
    clients,
    said: () => [...readHistory(historyFolder)].map(({ entry }) => entry),
    async close() {
      await Promise.all(processes.map((process) => process.kill()));
      const closing = clients.map((client) => client.close());
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await Promise.all(closing);
      await close();
      history.close();
      await removeServerFolder(folder);
    },
  };
}
