import { appendBench } from './append/append.bench.js';
import { type BenchName, type BenchOptions, parseBenchOptions } from './bench-options.js';
import { catchUpBench } from './catch-up/catch-up.bench.js';
import { commandsBench } from './commands/commands.bench.js';
import type { BenchFindings, BenchRun } from './bench-run.js';
import { evolutionBench } from './evolution/evolution.bench.js';
import { freshnessBench } from './freshness/freshness.bench.js';
import { growthBench } from './growth/growth.bench.js';
import { loadBench } from './load/load.bench.js';
import { installedPeers } from './peer/installed-peers.js';
import { projectionBench } from './projection/projection.bench.js';
import { rebuildBench } from './rebuild/rebuild.bench.js';
import { sagasBench } from './sagas/sagas.bench.js';
import type { Report } from './report/report.js';
import { saveReport } from './report/save-report.js';
import { daybookVersion } from './report/daybook-version.js';
import { machine } from './run/machine.js';
import { BenchServer, serverConfiguration } from './server/bench-server.js';

const benches: Readonly<Record<BenchName, (run: BenchRun) => Promise<BenchFindings>>> = {
  append: appendBench,
  load: loadBench,
  growth: growthBench,
  commands: commandsBench,
  'catch-up': catchUpBench,
  evolution: evolutionBench,
  projection: projectionBench,
  freshness: freshnessBench,
  rebuild: rebuildBench,
  sagas: sagasBench,
};

/**
 * Runs one benchmark on a server of its own, which is gone afterwards.
 *
 * @param argv what follows `npm run bench --`
 * @throws BadCommandLine
 */
export async function bench(argv: readonly string[], print: (line: string) => void): Promise<Report> {
  const options = parseBenchOptions(argv);
  const server = new BenchServer(options.folder);
  const stopNow = () => server.signalStop();
  process.once('exit', stopNow);
  try {
    await server.start();
    return await benchOn(server, options, print);
  } finally {
    await server.stop();
    process.off('exit', stopNow);
  }
}

/** Runs one on a server that others may run on afterwards. */
export async function benchOn(
  server: BenchServer,
  options: BenchOptions,
  print: (line: string) => void,
): Promise<Report> {
  const report = await reportOn(server, options, print);
  if (options.save) print(`Kept as ${saveReport(report)}.`);
  if (options.json) print(JSON.stringify(report));
  return report;
}

async function reportOn(server: BenchServer, options: BenchOptions, print: (line: string) => void): Promise<Report> {
  const { name, rounds, seconds } = options;
  const peers = options.peers ? installedPeers() : {};
  const versions = {
    node: process.versions.node,
    postgresql: await server.version(),
    daybook: daybookVersion(),
    ...peers,
  };
  const on = machine();
  print(`${name} on ${on.cpu}, ${on.cores} cores, ${on.memoryGiB} GiB`);
  print(
    Object.entries(versions)
      .map(([what, version]) => `${what} ${version}`)
      .join(' · '),
  );
  print(`server: ${serverConfiguration}`);
  print(`medians of ${rounds} alternated rounds of ${seconds} s\n`);
  const { results, configurations, more } = await benches[name]({ server, options, print });
  return {
    ...{ name, date: new Date().toISOString(), results, ...more, rounds, secondsPerRound: seconds },
    ...{ machine: on, versions, configurations: { server: serverConfiguration, ...configurations } },
  };
}
