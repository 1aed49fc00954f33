import { afterEvents } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import {
  type AggregateRepository,
  AggregateSnapshots,
  DaybookModule,
  getAggregateRepositoryToken,
} from '@daybook/nestjs';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Account } from '../account/account.js';
import { nextPayment } from '../account/payment.js';
import type { BenchRun } from '../bench-run.js';
import { Columns } from '../report/columns.js';
import { figure, rounded } from '../report/figure.js';
import { type Contestant, takeTurns } from '../run/alternate.js';
import { closedLoop } from '../run/closed-loop.js';
import { median, medianOf } from '../run/median.js';
import { fillStreams } from './fill-streams.js';
import { snapshotEvery } from './snapshot-loads.js';

/** Each on an aggregate of its own, so that snapshots are due as often as they can be. */
const callers = 64;
const poolSize = 16;

/** How it is measured. */
export const snapshotAppendsConfiguration = {
  applications: 'two Nest application contexts with DaybookModule and its defaults, each on a database of its own',
  with: `snapshots: { policies: { account: afterEvents(${snapshotEvery}) } }`,
  poolSize,
};

/** What appending costs where snapshots are taken behind it, against the same without. */
export interface SnapshotAppends {
  readonly callers: number;
  readonly every: number;
  readonly rate: number;
  readonly rateWithout: number;
  /** Of an append with snapshots to one without, in time: the median of the rounds, each with the one beside it. */
  readonly ratioToWithout: number;
  /** How many snapshots were taken meanwhile. */
  readonly taken: number;
}

/** Loads, decides and appends over and over, with snapshots and without, in turns. */
export async function snapshotAppends({ server, options, print }: BenchRun): Promise<SnapshotAppends> {
  const open = async (name: string, isOn: boolean) => application(await server.database(name), isOn);
  const on = await open('snapshots_on', true);
  const off = await open('snapshots_off', false);
  const snapshots = on.get(AggregateSnapshots);
  // What is still due is taken before the other one's turn.
  const settled = () => snapshots.whenIdle();
  const turns = await takeTurns({ off: appending(off), on: appending(on, settled) }, options);
  const { taken, failed } = snapshots.counts;
  await Promise.all([on.close(), off.close()]);
  if (failed > 0) throw new Error(`${failed} snapshots could not be taken.`);
  const samples = { on: medianOf(turns.on), off: medianOf(turns.off) };
  const ratioToWithout = median(turns.on.map(({ rate }, round) => (turns.off[round]?.rate ?? Number.NaN) / rate));
  print(`\n${callers} callers, each with an aggregate of its own; ${taken} snapshots were taken meanwhile`);
  const columns = new Columns(print, ['updates/s', 'without: updates/s', 'times as long']);
  columns.row(...[samples.on.rate, samples.off.rate, ratioToWithout].map(figure));
  return {
    ...{ callers, every: snapshotEvery, taken, rate: rounded(samples.on.rate) },
    ...{ rateWithout: rounded(samples.off.rate), ratioToWithout: rounded(ratioToWithout) },
  };
}

async function application(url: string, isOn: boolean): Promise<INestApplicationContext> {
  // Two applications in one process, each with a DataSource of its own.
  const dataSource = new URL(url).pathname.slice(1);
  const policies = isOn ? { account: afterEvents(snapshotEvery) } : {};
  return NestFactory.createApplicationContext(
    {
      module: class Accounts {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', name: dataSource, url, poolSize }),
        DaybookModule.forRoot({ dataSource, snapshots: { policies } }),
        DaybookModule.forFeature({ aggregates: [Account] }),
      ],
    },
    { logger: ['error', 'warn'] },
  );
}

/**
 * The same aggregates in all rounds, which are remembered between two updates: how long they are does not matter. They
 * begin shortly before their first snapshot.
 */
function appending(of: INestApplicationContext, settled: () => Promise<void> = () => Promise.resolve()): Contestant {
  const accounts = of.get<AggregateRepository<Account>>(getAggregateRepositoryToken(Account), { strict: false });
  const deposit = (account: Account): void => account.deposit(nextPayment());
  let ids: readonly string[] | undefined;
  return async (seconds) => {
    const known = (ids ??= await fillStreams(of.get(EventStore), snapshotEvery - 10));
    const sample = await closedLoop(callers, seconds, (caller) => accounts.update(known[caller] as string, deposit));
    await settled();
    return sample;
  };
}
