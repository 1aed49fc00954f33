import type { BenchFindings, BenchRun } from '../bench-run.js';
import { Columns } from '../report/columns.js';
import { compared, type Compared } from '../report/compared.js';
import { figure } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import { closedLoop } from '../run/closed-loop.js';
import { daybookConfiguration, openDaybook } from '../store/daybook-store.js';
import { FloorLoader, floorConfiguration } from './floor-loader.js';
import { fillStreams } from './fill-streams.js';

interface LoadResult extends Compared {
  /** Events in the stream. */
  readonly size: number;
}

/** Rehydration of an aggregate from a stream of few or many events, against the bare SELECT of the same rows. */
export async function loadBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const url = await server.database('load');
  const daybook = await openDaybook(url);
  const floor = new FloorLoader(url);
  const columns = new Columns(print, ['events', 'loads/s', 'floor/s', 'ratio to floor', 'p50 ms', 'p99 ms']);
  const results: LoadResult[] = [];
  for (const size of options.sizes) {
    const ids = await fillStreams(daybook.store, size);
    // So that the floor has the best plan that there is.
    await daybook.dataSource.query('VACUUM ANALYZE daybook.events, daybook.streams');
    const samples = await alternate(
      {
        floor: (seconds) => inTurn(ids, seconds, (id) => floor.load(id, size)),
        daybook: (seconds) => inTurn(ids, seconds, (id) => daybook.accounts.load(id)),
      },
      options,
    );
    const result = { size, ...compared(samples) };
    results.push(result);
    const { rate, floorRate, ratioToFloor, p50Ms, p99Ms } = result;
    columns.row(String(size), ...[rate, floorRate, ratioToFloor, p50Ms, p99Ms].map(figure));
  }
  await Promise.all([floor.close(), daybook.dataSource.destroy()]);
  return { results, configurations: { daybook: daybookConfiguration, floor: floorConfiguration } };
}

/** One caller, who loads one after the other. */
function inTurn(ids: readonly string[], seconds: number, load: (id: string) => Promise<unknown>) {
  let turn = 0;
  return closedLoop(1, seconds, () => load(ids[turn++ % ids.length] as string));
}
