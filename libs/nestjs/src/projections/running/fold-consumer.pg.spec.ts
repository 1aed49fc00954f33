import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { SubscriptionRunner } from '@daybook/event-store';
import { projectionDefinitionOf } from '../projection-definition.js';
import { Balance, Balances } from './example/balances.js';
import { balancesBySql, balancesInTable, writeMany } from './example/many-purses.js';
import { PurseDatabase, type PurseProcess } from './example/purse-database.js';
import { foldConsumer } from './fold-consumer.js';

// Machines are not always idle.

const example = PurseDatabase.ofThisSpec();
const definition = { ...projectionDefinitionOf(Balances), segments: 2 };

async function running({ store, tables }: PurseProcess): Promise<SubscriptionRunner> {
  const generation = await tables.ensure(definition);
  const runner = new SubscriptionRunner({ store, leaseMs: 600, heartbeatMs: 200 });
  const rows = tables.rowsOf<Balance>(definition, generation);
  runner.add(foldConsumer({ definition, fold: new Balances(), rows, generation }));
  await runner.start();
  return runner;
}

describe('a fold in tables', () => {
  test('comes to what other code comes to, over 20,000 events, although its process dies on the way', async () => {
    const watching = await example.process('watching', Balance);
    const { dataSource, store } = watching;
    await writeMany(store, 10_000, 500, 1);

    const dying = await example.process('dying', Balance);
    const dead = await running(dying);
    const written = writeMany(store, 10_000, 500, 2);
    await untilPositions(watching, (least) => least > 1_000);
    // No good-bye: its connections are cut, with what is under way on them, and it gets no others.
    const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dying'`;
    await Promise.all([dying.dataSource.destroy(), dataSource.query(cut)]);
    const reached = await untilPositions(watching, () => true);
    expect(reached).toBeLessThan(20_000);

    const surviving = await running(await example.process('surviving', Balance));
    await written;
    await surviving.whenIdle({ timeoutMs: 60_000 });
    expect(await balancesInTable(dataSource, 'balance_v1')).toEqual(await balancesBySql(dataSource));
    expect(Object.keys(await balancesBySql(dataSource)).length).toBeGreaterThan(200);
    await Promise.all([surviving.stop(), dead.stop()]);
  });
});

async function untilPositions({ dataSource }: PurseProcess, enough: (least: number) => boolean): Promise<number> {
  for (;;) {
    const [row] = await dataSource.query<{ least: string | null }[]>(
      'SELECT min(position) AS least FROM daybook.subscription_segments',
    );
    const least = Number(row?.least ?? 0);
    if (enough(least)) return least;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
