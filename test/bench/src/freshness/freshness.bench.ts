import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchFindings, BenchRun } from '../bench-run.js';
import { balancesOf } from '../projection/balances.js';
import { applicationConfiguration, projectingApplication } from '../projection/projecting-application.js';
import { Columns } from '../report/columns.js';
import { figure, rounded } from '../report/figure.js';
import { alternate, type Contestant } from '../run/alternate.js';
import { sameClock } from '../run/same-clock.js';
import { startWorker, type WorkerProcess } from '../run/worker-process.js';
import { daybookConfiguration, openDaybook } from '../store/daybook-store.js';
import type { EventStore } from '@daybook/event-store';
import { delaysOf } from './delays.js';
import { steadyAppends } from './steady-appends.js';

const observing = new URL('./observing-process.js', import.meta.url);
const projecting = new URL('../projection/projecting-process.js', import.meta.url);
const watched = 'watched';
const patienceMs = 60_000;

/** How it is measured. */
const freshnessConfiguration = {
  delay:
    'from the answer of the append, in the process that appends, to a SELECT of the row in a process of its own that shows it',
  observer: 'selects one row by its key through the view of the version, and sleeps for 1 ms, over and over',
  clock: "the machine's monotonic clock, in both processes; that they share it is checked",
  appends: 'one event each, open loop: they do not wait for each other; every tenth is of the watched row',
};

/** From the append's answer to visible in an async projection, at a steady rate of appends. */
export async function freshnessBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const reading = { batch: options.batch, segments: 1 };
  const [own, others] = [balancesOf(1, reading), balancesOf(1, reading)];

  const here = await server.database('fresh_here');
  await (await openDaybook(here)).dataSource.destroy();
  const application = await projectingApplication(here, own);

  const there = await server.database('fresh_there');
  const appending = await openDaybook(there);
  const args = [there, 1, options.batch, 1].map(String);
  const projector = await startWorker(projecting, ...args);

  const observers = [
    await startWorker(observing, here, own.view, watched),
    await startWorker(observing, there, others.view, watched),
  ] as const;
  await Promise.all(observers.map(sameClock));
  const samples = await alternate(
    {
      'the same process': observed(application.store, observers[0], options.rate),
      'another process': observed(appending.store, observers[1], options.rate),
    },
    options,
  );
  const columns = new Columns(print, ['projected by      ', 'events/s', 'p50 ms', 'p99 ms']);
  const results = Object.entries(samples).map(([projectedBy, { rate, p50Ms, p99Ms }]) => {
    columns.row(projectedBy, ...[rate, p50Ms, p99Ms].map(figure));
    return { projectedBy, rate: rounded(rate), p50Ms: rounded(p50Ms), p99Ms: rounded(p99Ms) };
  });
  await Promise.all([...observers, projector].map((worker) => worker.end()));
  await Promise.all([application.close(), appending.dataSource.destroy()]);
  const daybook = { ...daybookConfiguration, ...applicationConfiguration };
  return { results, configurations: { daybook, freshness: freshnessConfiguration } };
}

function observed(store: EventStore, observer: WorkerProcess, rate: number): Contestant {
  return async (seconds) => {
    const appends = await steadyAppends(store, watched, { rate, seconds });
    const last = Math.max(...appends.answered.keys());
    const seen: [number, number][] = [];
    for (const end = performance.now() + patienceMs; performance.now() < end;) {
      await sleep(20);
      seen.push(...((await observer.ask('seen')) as [number, number][]));
      if ((seen.at(-1)?.[0] ?? 0) >= last) break;
    }
    return delaysOf(appends, seen);
  };
}
