import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SubscriptionRunner } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProjectionDefinition } from '../projection-definition.js';
import { projectionDefinitionOf } from '../projection-definition.js';
import { type Generation, subscriptionOf } from '../read-model/generation.js';
import type { KeptRows } from '../read-model/kept-rows.js';
import { Balance, Balances } from '../running/example/balances.js';
import { writeMany } from '../running/example/many-purses.js';
import { PurseDatabase, type PurseProcess } from '../running/example/purse-database.js';
import { foldConsumer } from '../running/fold-consumer.js';
import { TwoTransactions } from './example/two-transactions.js';
import { snapshotsOf } from './snapshots-of.js';
import type { Snapshots } from './snapshots.js';
import type { VerificationOptions } from './verification-options.js';
import type { VerificationReport } from './verification-report.js';
import { verifyProjection } from './verify-projection.js';

// Machines are not always idle.

const example = PurseDatabase.ofThisSpec();
const definition: ProjectionDefinition = { ...projectionDefinitionOf(Balances), segments: 2, batchSize: 20 };

describe('rows in tables', () => {
  let process: PurseProcess;
  let generation: Generation;
  let rows: KeptRows<Balance>;
  let runner: SubscriptionRunner;

  beforeAll(async () => {
    process = await example.process('verifying', Balance);
    generation = await process.tables.ensure(definition);
    rows = process.tables.rowsOf<Balance>(definition, generation);
    runner = new SubscriptionRunner({ store: process.store });
    runner.add(foldConsumer({ definition, fold: new Balances(), rows, generation }));
    await runner.start();
  });
  afterAll(() => runner.stop());

  function verify(
    options?: VerificationOptions,
    snapshots: Snapshots = snapshotsOf(process.store, definition, generation, 'daybook'),
  ): Promise<VerificationReport> {
    const { store } = process;
    return verifyProjection({ definition, fold: new Balances(), store, generation, rows, snapshots }, options);
  }

  const twoTransactions = (): Snapshots => new TwoTransactions(process.store.transactions, subscriptionOf(generation));

  test('are found to be right while they are being written; not so by one who reads in two transactions', async () => {
    const { store } = process;
    await writeMany(store, 1_000, 100);
    await runner.whenIdle();
    const enough = new AbortController();
    const writing = (async () => {
      for (let seed = 2; !enough.signal.aborted; seed++) {
        await writeMany(store, 40, 100, seed);
        await pause(40);
      }
    })();
    const right: number[] = [];
    const positions = new Set<number>();
    let wrong = 0;
    for (let round = 0; round < 8; round++) {
      const report = await verify({ keysPerPass: 40 });
      right.push(report.differing);
      positions.add(report.position);
      wrong += (await verify({ keysPerPass: 40 }, twoTransactions())).differing;
    }
    enough.abort();
    await writing;
    expect(right).toEqual(right.map(() => 0));
    expect(positions.size).toBeGreaterThan(4);
    expect(wrong).toBeGreaterThan(0);
  });

  test('that were altered by hand, added or removed are named, those and no others', async () => {
    await runner.whenIdle();
    const before = await verify();
    expect(before).toMatchObject({ differing: 0, parked: [] });
    expect(before.keys).toBeGreaterThan(50);
    const { dataSource } = process;
    const [first, second] = await rows.keysAfter(undefined, 2, undefined);
    await dataSource.query(`UPDATE balances_v1_g1.balance_v1 SET cents = cents + 1 WHERE "purseId" = $1`, [first]);
    await dataSource.query(`DELETE FROM balances_v1_g1.balance_v1 WHERE "purseId" = $1`, [second]);
    await dataSource.query(`INSERT INTO balances_v1_g1.balance_v1 VALUES ('zzz', 7, '["x"]', now())`);
    await dataSource.query(`INSERT INTO balances_v1_g1.balance_v1 VALUES ('zzzz', $1, '[]', now())`, [
      String(2n ** 60n),
    ]);
    const report = await verify();
    expect(report.differences.map(({ key, kind }) => [key, kind])).toEqual([
      [first, 'altered'],
      [second, 'missing'],
      ['zzz', 'surplus'],
      ['zzzz', 'unreadable'],
    ]);
    const [altered, missing, surplus] = report.differences;
    expect(altered?.fields).toHaveLength(1);
    const [{ field, expected, found } = { field: '', expected: 0, found: 0 }] = altered?.fields ?? [];
    expect([field, Number(found) - Number(expected)]).toEqual(['cents', 1]);
    expect(altered?.events).toHaveLength(20);
    expect(missing?.events.length).toBeGreaterThan(0);
    expect(surplus?.events).toEqual([]);
    expect((await verify({ sample: 1_000 })).differences.map(({ key }) => key)).toEqual([first, 'zzz', 'zzzz']);
  });

  test('are not known of a projection that has never run', async () => {
    const never = { ...generation, generation: 9 };
    const snapshots = snapshotsOf(process.store, definition, never, 'daybook');
    const error = { code: 'checkpoint-missing', subscription: 'balances@1.9' };
    await expect(verify(undefined, snapshots)).rejects.toMatchObject(error);
  });
});
