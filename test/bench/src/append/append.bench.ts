import type { BenchFindings, BenchRun } from '../bench-run.js';
import { peerAppender } from '../peer/peer-contestant.js';
import { peerNames } from '../peer/peer.js';
import { Columns } from '../report/columns.js';
import { compared, type Compared } from '../report/compared.js';
import { figure } from '../report/figure.js';
import { alternate, type Contestant } from '../run/alternate.js';
import { poolSize } from '../server/bench-server.js';
import { daybookConfiguration } from '../store/daybook-store.js';
import type { Appender } from './appender.js';
import { daybookAppender } from './daybook-appender.js';
import { floorAppender, floorConfiguration } from './floor-appender.js';
import type { StreamKind } from './streams.js';

interface AppendResult extends Compared {
  readonly concurrency: number;
  readonly streams: StreamKind;
}

const kinds: readonly StreamKind[] = ['existing', 'new'];

/** Appends of one event of about 200 bytes, by few and by many callers, to streams that exist and to new ones. */
export async function appendBench({ server, options, print }: BenchRun): Promise<BenchFindings> {
  const url = await server.database('append');
  const configurations: Record<string, unknown> = { daybook: daybookConfiguration, floor: floorConfiguration };
  const appenders: Record<'floor' | 'daybook', Appender> = {
    floor: await floorAppender(url),
    daybook: await daybookAppender(url),
  };
  for (const name of options.peers ? peerNames : []) {
    const peer = await peerAppender(name, url, poolSize);
    Object.assign(appenders, { [name]: peer });
    configurations[name] = peer.configuration;
  }
  const columns = new Columns(print, titles(options.peers));
  const results: AppendResult[] = [];
  for (const concurrency of options.concurrency) {
    for (const streams of kinds) {
      const samples = await alternate(contestants(appenders, concurrency, streams), options);
      const result = { concurrency, streams, ...compared(samples) };
      results.push(result);
      columns.row(...cells(result));
    }
  }
  await Promise.all(Object.values(appenders).map((appender) => appender.close()));
  return { results, configurations };
}

function contestants<Name extends string>(
  appenders: Readonly<Record<Name, Appender>>,
  callers: number,
  kind: StreamKind,
) {
  const entries = Object.entries<Appender>(appenders).map(([name, appender]): [string, Contestant] => [
    name,
    (seconds) => appender.run({ callers, kind, seconds }),
  ]);
  return Object.fromEntries(entries) as Record<Name, Contestant>;
}

function titles(peers: boolean): readonly string[] {
  const own = ['callers', 'streams', 'appends/s', 'floor/s', 'ratio to floor', 'p50 ms', 'p99 ms'];
  return peers ? [...own, ...peerNames.flatMap((name) => [`${name}/s`, `times ${name}`])] : own;
}

function cells({
  concurrency,
  streams,
  rate,
  floorRate,
  ratioToFloor,
  p50Ms,
  p99Ms,
  peers,
}: AppendResult): readonly string[] {
  const own = [String(concurrency), streams, ...[rate, floorRate, ratioToFloor, p50Ms, p99Ms].map(figure)];
  return [...own, ...Object.values(peers).flatMap((peer) => [figure(peer.rate), figure(peer.ratio)])];
}
