import { floorAppender, floorConfiguration as appendFloor } from '../append/floor-appender.js';
import type { BenchFindings, BenchRun } from '../bench-run.js';
import { floorConfiguration as loadFloor } from '../load/floor-loader.js';
import { Columns } from '../report/columns.js';
import { compared, type Compared } from '../report/compared.js';
import { figure, rounded } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import type { Sample } from '../run/closed-loop.js';
import { daybookConfiguration } from '../store/daybook-store.js';
import { eventsPerStream } from './fill-log.js';
import { freshStores } from './fresh-store.js';
import { appenders, GrowingStore } from './growing-store.js';

/** What an operation costs in a store of some size. */
interface GrowthResult extends Compared {
  readonly operation: 'load' | 'append';
  /** Events in the store. */
  readonly events: number;
  /** The cost of one operation, in terms of the same in the small store. */
  readonly ratioToSmall: number;
}

const configurations = {
  daybook: daybookConfiguration,
  floor: { append: appendFloor, load: loadFloor },
  fill: `streams of ${eventsPerStream} events, appended by test/bench/fill/fill.sql; autovacuum on, no ANALYZE`,
};

/** What appending and loading cost in a store that has grown, and what the first appends to a fresh one cost. */
export async function growthBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const [few, many] = options.events;
  const begun = performance.now();
  const progress = (filled: number): void => {
    if (filled % 500_000 !== 0 && filled !== few) return;
    print(`filled ${figure(filled)} events, ${figure((performance.now() - begun) / 1000)} s since the beginning`);
  };
  const smallUrl = await server.database('small');
  const small = await GrowingStore.filled(smallUrl, few, progress);
  const large = await GrowingStore.filled(await server.database('large'), many, progress);
  const floor = await floorAppender(smallUrl);
  const columns = new Columns(print, [
    'operation',
    'events',
    'per second',
    'cost to small',
    'ratio to floor',
    'p50 ms',
    'p99 ms',
  ]);
  const results: GrowthResult[] = [];
  const report = (
    operation: 'load' | 'append',
    events: number,
    sample: Sample,
    floorSample: Sample,
    base: Sample,
  ): void => {
    const figures = compared({ daybook: sample, floor: floorSample });
    const result = { operation, events, ratioToSmall: rounded(base.rate / sample.rate), ...figures };
    results.push(result);
    const { rate, ratioToSmall, ratioToFloor, p50Ms, p99Ms } = result;
    columns.row(operation, figure(events), ...[rate, ratioToSmall, ratioToFloor, p50Ms, p99Ms].map(figure));
  };

  const loads = await alternate(
    {
      smallFloor: (seconds) => small.floorOfLoad(seconds),
      small: (seconds) => small.load(seconds),
      largeFloor: (seconds) => large.floorOfLoad(seconds),
      large: (seconds) => large.load(seconds),
    },
    options,
  );
  report('load', few, loads.small, loads.smallFloor, loads.small);
  report('load', many, loads.large, loads.largeFloor, loads.small);

  const appends = await alternate(
    {
      floor: (seconds) => floor.run({ callers: appenders, kind: 'existing', seconds }),
      small: (seconds) => small.append(seconds),
      large: (seconds) => large.append(seconds),
    },
    options,
  );
  report('append', few, appends.small, appends.floor, appends.small);
  report('append', many, appends.large, appends.floor, appends.small);
  await Promise.all([small.close(), large.close(), floor.close()]);

  const fresh = await freshStores(server, options.rounds);
  const parts = `${figure(fresh.rate)}/s for the first ${figure(fresh.appends)} appends, ${figure(fresh.laterRate)}/s for later ones`;
  print(`fresh store, autovacuum off: ${parts}; cost ${figure(fresh.ratioToLater)}`);
  return { results, configurations, more: { fresh } };
}
