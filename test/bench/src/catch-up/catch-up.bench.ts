import type { BenchFindings, BenchRun } from '../bench-run.js';
import { peerCatchUp } from '../peer/peer-contestant.js';
import { peerNames } from '../peer/peer.js';
import { Columns } from '../report/columns.js';
import { compared } from '../report/compared.js';
import { figure } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import { poolSize } from '../server/bench-server.js';
import { daybookConfiguration } from '../store/daybook-store.js';
import type { CatchUp } from './catch-up.js';
import { CheckpointWatch } from './checkpoint-watch.js';
import { fillConfiguration, filledLog } from './filled-log.js';
import { consumerConfiguration, IdleConsumers } from './idle-consumers.js';
import { floorConfiguration, PageReader } from './page-reader.js';

/** A peer reads no more than this; it is the rate that is compared. */
const mostPeerEvents = 20_000;

/** A subscription whose handler does nothing, from the first event to the last, against the bare paged SELECT. */
export async function catchUpBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const [events = 0] = options.events;
  const { batch } = options;
  const url = await server.database('catch_up');
  const daybook = await filledLog(url, events, print);
  const idle = async (transactional: boolean): Promise<CatchUp> =>
    new IdleConsumers(daybook, await CheckpointWatch.on(url), { transactional, events, batch });
  const contestants: Record<'floor' | 'daybook' | (string & {}), CatchUp> = {
    floor: new PageReader(url, events, batch),
    daybook: await idle(true),
    'daybook reaction': await idle(false),
  };
  const configurations: Record<string, unknown> = {
    daybook: { ...daybookConfiguration, ...consumerConfiguration },
    floor: floorConfiguration,
    fill: fillConfiguration,
    batch,
  };
  const peers = options.peers ? peerNames : [];
  for (const peer of peers) {
    const read = { events: Math.min(events, mostPeerEvents), batch, poolSize };
    const { configuration, ...reactor } = await peerCatchUp(peer, await server.database(`catch_up_${peer}`), read);
    configurations[peer] = { ...configuration, events: read.events };
    contestants[peer] = reactor;
  }
  const { floor, daybook: written, ...others } = await alternate(runsOf(contestants), options);
  const columns = new Columns(print, ['who', 'events/s', 'to floor', 'daybook is', 'p50 ms/batch', 'p99 ms/batch']);
  for (const [name, sample] of Object.entries({ floor, daybook: written, ...others })) {
    const cells = [sample.rate, sample.rate / floor.rate, written.rate / sample.rate, sample.p50Ms, sample.p99Ms];
    columns.row(name, ...cells.map(figure));
  }
  await Promise.all(Object.values(contestants).map((contestant) => contestant.close()));
  await daybook.dataSource.destroy();
  return { results: [{ events, batch, ...compared({ floor, daybook: written, ...others }) }], configurations };
}

function runsOf<Name extends string>(contestants: Readonly<Record<Name, CatchUp>>) {
  const entries = Object.entries<CatchUp>(contestants);
  return Object.fromEntries(entries.map(([name, contestant]) => [name, () => contestant.run()])) as Record<
    Name,
    () => ReturnType<CatchUp['run']>
  >;
}
