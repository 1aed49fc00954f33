import type { BenchFindings, BenchRun } from '../bench-run.js';
import { CheckpointWatch } from '../catch-up/checkpoint-watch.js';
import { fillConfiguration, filledLog } from '../catch-up/filled-log.js';
import { balancesOf } from '../projection/balances.js';
import { applicationConfiguration } from '../projection/projecting-application.js';
import { sameBalances } from '../projection/same-balances.js';
import { Columns } from '../report/columns.js';
import { figure, rounded } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import type { Sample } from '../run/closed-loop.js';
import { startWorker } from '../run/worker-process.js';

const projecting = new URL('../projection/projecting-process.js', import.meta.url);

interface Shape {
  readonly segments: number;
  readonly processes: number;
}

/** Building a read model's generation from the first event to the last: by how many segments, in how many processes. */
export async function rebuildBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const [events = 0] = options.events;
  const { batch } = options;
  const shapes: readonly Shape[] = options.processes.flatMap((processes) => [
    { segments: 1, processes },
    { segments: 2, processes },
  ]);
  const url = await server.database('rebuild');
  const { store, dataSource } = await filledLog(url, events, print);
  const head = await store.head();
  await dataSource.destroy();
  const watch = await CheckpointWatch.on(url);
  let number = 0;
  const build = async ({ segments, processes }: Shape): Promise<Sample> => {
    const reading = { batch, segments };
    const { subscription, view } = balancesOf(++number, reading);
    const measured = watch.rateTo(subscription, head);
    const args = [url, number, batch, segments].map(String);
    const workers = await Promise.all(Array.from({ length: processes }, () => startWorker(projecting, ...args)));
    const rate = await measured;
    await Promise.all(workers.map((worker) => worker.end()));
    await sameBalances(url, view);
    return { rate, p50Ms: Number.NaN, p99Ms: Number.NaN };
  };
  const samples = await alternate(
    Object.fromEntries(shapes.map((shape, place) => [String(place), () => build(shape)])),
    options,
  );
  const columns = new Columns(print, ['segments', 'processes', 'events/s', 'to one']);
  const alone = samples['0']?.rate ?? Number.NaN;
  const results = shapes.map((shape, place) => {
    const rate = samples[String(place)]?.rate ?? Number.NaN;
    columns.row(String(shape.segments), String(shape.processes), figure(rate), figure(rate / alone));
    return { ...shape, events, rate: rounded(rate), ratioToOne: rounded(rate / alone) };
  });
  await watch.close();
  return { results, configurations: { daybook: applicationConfiguration, fill: fillConfiguration, batch } };
}
