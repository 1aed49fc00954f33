import { afterEvents, systemClock } from '@daybook/domain';
import { AggregateRepository, AggregateSnapshots, AggregateSnapshotting, SnapshotKeeping } from '@daybook/nestjs';
import { Account } from '../account/account.js';
import type { BenchRun } from '../bench-run.js';
import { Columns } from '../report/columns.js';
import { figure, rounded } from '../report/figure.js';
import { alternate } from '../run/alternate.js';
import type { DaybookStore } from '../store/daybook-store.js';
import { fillStream, fillStreams } from './fill-streams.js';
import { inTurn } from './in-turn.js';

/** A snapshot every so many events, and the length of the stream that a long one is compared with. */
export const snapshotEvery = 100;

/** As many long streams, each with another tail behind its snapshot, from none to one less than the next would be due at. */
const longStreams = 4;

/** How long a stream with snapshots takes to load, against a short one without. */
export interface SnapshotLoads {
  readonly size: number;
  readonly every: number;
  readonly rate: number;
  readonly shortRate: number;
  /** Of a load of the long one to a load of the short one, in time. */
  readonly ratioToShort: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Loads streams of many events from their snapshots, and in turn streams of as many as there are between two snapshots. */
export async function snapshotLoads(
  daybook: DaybookStore,
  { options, print }: Pick<BenchRun, 'options' | 'print'>,
): Promise<SnapshotLoads> {
  const { store } = daybook;
  const keeping = new SnapshotKeeping({ store: store.snapshots, clock: systemClock });
  const snapshots = new AggregateSnapshotting(Account, { keeping, policy: afterEvents(snapshotEvery) });
  const accounts = new AggregateRepository(Account, store, { snapshots });
  const operated = new AggregateSnapshots({
    ...{ keeping, store, clock: systemClock },
    aggregateOf: () => Account,
    of: () => snapshots,
  });
  const size = options.long;
  const short = await fillStreams(store, snapshotEvery, 'short');
  const long: string[] = [];
  for (let number = 0; number < longStreams; number++) {
    const id = `long-${number}`;
    const tail = Math.round((number * (snapshotEvery - 1)) / (longStreams - 1));
    await fillStream(store, id, 0, size - tail);
    await operated.take(`account-${id}`);
    await fillStream(store, id, size - tail, size);
    long.push(id);
  }
  await daybook.dataSource.query('VACUUM ANALYZE daybook.events, daybook.streams, daybook.snapshots');
  const samples = await alternate(
    {
      short: (seconds) => inTurn(short, seconds, (id) => daybook.accounts.load(id)),
      long: (seconds) => inTurn(long, seconds, (id) => accounts.load(id)),
    },
    options,
  );
  if (keeping.counts.used === 0) throw new Error('No load has begun with a snapshot.');
  const { rate, p50Ms, p99Ms } = samples.long;
  const ratioToShort = samples.short.rate / rate;
  print(`\na snapshot every ${snapshotEvery} events, ${longStreams} streams with tails from 0 to ${snapshotEvery - 1}`);
  const columns = new Columns(print, [
    'events',
    'loads/s',
    `of ${snapshotEvery}: loads/s`,
    'times as long',
    'p50 ms',
    'p99 ms',
  ]);
  columns.row(figure(size), ...[rate, samples.short.rate, ratioToShort, p50Ms, p99Ms].map(figure));
  return {
    ...{ size, every: snapshotEvery, rate: rounded(rate), shortRate: rounded(samples.short.rate) },
    ...{ ratioToShort: rounded(ratioToShort), p50Ms: rounded(p50Ms), p99Ms: rounded(p99Ms) },
  };
}
