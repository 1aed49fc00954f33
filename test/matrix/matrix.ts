import { availableParallelism } from 'node:os';
import { inScratchFolder } from '../packages/driver/scratch-folder.js';
import { timed } from '../packages/driver/timed.js';
import { installedServer, type InstalledServer } from './installed-server.js';
import type { MatrixOptions, Way } from './matrix-options.js';
import { holds, tableOf, type MatrixRow } from './matrix-row.js';
import { runProof } from './proof-run.js';
import { contracts, runSpecs } from './spec-run.js';

/** What is run in each of the ways. The packages' own parts of the pooler are those that know that there is one. */
const specs: Readonly<Record<Way, readonly string[]>> = {
  alone: ['libs/.*\\.pg\\.spec'],
  pooler: [...contracts, 'behind-a-pooler', 'wake-ups\\.pooler', 'behind-pgbouncer'],
  replicas: ['failed-over', 'cancelled-standby-wait', 'checkpoints-after-failover', 'stale-cache-after-failover'].map(
    (fault) => `test/faults/${fault}`,
  ),
};

/** Goes through the versions and ways one after the other; true when everything held. */
export async function matrix(repository: string, options: MatrixOptions): Promise<boolean> {
  console.log(`Node ${process.versions.node}, ${availableParallelism()} cores, seed ${options.seed}`);
  const rows: MatrixRow[] = [];
  for (const major of options.versions) {
    const server = await timed(`PostgreSQL ${major}: install`, () => installedServer(major));
    for (const way of options.ways) rows.push(await rowOf(repository, { server, way, options }));
  }
  console.log(`\n${tableOf(rows)}`);
  return rows.every(holds);
}

interface Cell {
  readonly server: InstalledServer;
  readonly way: Way;
  readonly options: MatrixOptions;
}

async function rowOf(repository: string, { server, way, options }: Cell): Promise<MatrixRow> {
  const { workers, seconds, seed, contractOnly } = options;
  const patterns = contractOnly && way === 'alone' ? contracts : specs[way];
  const { version, folder: postgres } = server;
  const env = { DAYBOOK_POSTGRES_BINARIES: postgres, DAYBOOK_POOLER: way === 'pooler' ? 'pgbouncer' : '' };
  const specRun = await timed(`PostgreSQL ${version} ${way}: specs`, () =>
    inScratchFolder((folder) => runSpecs({ repository, folder, patterns, env, workers })),
  );
  for (const felt of specRun.felt) console.log(`          ${felt}`);
  for (const failure of specRun.failures) console.log(`          FAILED ${failure}`);
  // Fail-overs are faults of their own: those specs have their load and their judgement with them.
  const proves = seconds > 0 && way !== 'replicas';
  const proof = !proves
    ? undefined
    : await timed(`PostgreSQL ${version} ${way}: proof`, () =>
        runProof({ repository, postgres, seconds, seed, pooler: way === 'pooler' }),
      );
  if (proof !== undefined) console.log(`          ${proof.verdict}`);
  return { version, way, specs: specRun, proof };
}
