import type { BenchFindings, BenchRun } from '../bench-run.js';
import { Columns } from '../report/columns.js';
import { compared, type Compared } from '../report/compared.js';
import { figure } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import { daybookConfiguration, openDaybook } from '../store/daybook-store.js';
import { FloorLoader, floorConfiguration } from './floor-loader.js';
import { fillStreams } from './fill-streams.js';
import { inTurn } from './in-turn.js';
import { snapshotAppends, snapshotAppendsConfiguration } from './snapshot-appends.js';
import { snapshotLoads } from './snapshot-loads.js';

interface LoadResult extends Compared {
  /** Events in the stream. */
  readonly size: number;
}

/** Rehydration of an aggregate from a stream of few or many events, against the bare SELECT of the same rows; and with snapshots. */
export async function loadBench(run: BenchRun): Promise<BenchFindings> {
  const { server, options, print } = run;
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
  const loads = await snapshotLoads(daybook, run);
  await Promise.all([floor.close(), daybook.dataSource.destroy()]);
  const appends = await snapshotAppends(run);
  return {
    results,
    configurations: {
      ...{ daybook: daybookConfiguration, floor: floorConfiguration },
      'append with snapshots': snapshotAppendsConfiguration,
    },
    more: { snapshots: { loads, appends } },
  };
}
