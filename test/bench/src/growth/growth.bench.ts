import type { BenchFindings, BenchRun } from '../bench-run.js';
import { Columns } from '../report/columns.js';
import { figure, rounded } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import { daybookConfiguration } from '../store/daybook-store.js';
import { eventsPerStream } from './fill-log.js';
import { GrowingStore } from './growing-store.js';

const operations = ['load', 'append'] as const;

/** What an operation costs in a store that has grown, against the same in a small one. */
export async function growthBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const [few = 0, many = 0] = options.events;
  const started = performance.now();
  const progress = (filled: number): void => {
    if (filled % 500_000 === 0 || filled === few) {
      print(`${figure(filled)} events after ${figure((performance.now() - started) / 1000)} s`);
    }
  };
  const small = await GrowingStore.filled(await server.database('small'), few, progress);
  const large = await GrowingStore.filled(await server.database('large'), many, progress);
  const columns = new Columns(print, ['operation', 'events', 'per second', 'cost to small', 'p50 ms', 'p99 ms']);
  const results: object[] = [];
  for (const operation of operations) {
    const samples = await alternate(
      { small: (seconds) => small[operation](seconds), large: (seconds) => large[operation](seconds) },
      options,
    );
    for (const [size, events] of [
      ['small', few],
      ['large', many],
    ] as const) {
      const { rate, p50Ms, p99Ms } = samples[size];
      const ratioToSmall = rounded(samples.small.rate / rate);
      results.push({
        operation,
        events,
        rate: rounded(rate),
        ratioToSmall,
        p50Ms: rounded(p50Ms),
        p99Ms: rounded(p99Ms),
      });
      columns.row(operation, figure(events), figure(rate), figure(ratioToSmall), figure(p50Ms), figure(p99Ms));
    }
  }
  await Promise.all([small.close(), large.close()]);
  return {
    results,
    configurations: {
      daybook: daybookConfiguration,
      fill: `streams of ${eventsPerStream} events, test/bench/fill/fill.sql; then VACUUM, without ANALYZE, and CHECKPOINT`,
    },
  };
}
