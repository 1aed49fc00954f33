import { expect, test } from '@jest/globals';
import { SubscriptionRunner } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';
import { type ProjectionDefinition, projectionDefinitionOf } from '../projection-definition.js';
import { MemoryRows } from '../read-model/memory-rows.js';
import { type Balance, Balances, purseStore } from '../running/example/balances.js';
import { writeMany } from '../running/example/many-purses.js';
import { foldConsumer } from '../running/fold-consumer.js';
import { snapshotsOf } from './snapshots-of.js';
import { verifyProjection } from './verify-projection.js';

const definition: ProjectionDefinition = { ...projectionDefinitionOf(Balances), segments: 2, batchSize: 10 };
const generation = { name: 'balances', version: 1, generation: 1 };

test('rows in memory are found to be right while they are being written, and wrong ones are found', async () => {
  const { store } = purseStore();
  const rows = new MemoryRows<Balance>();
  const fold = new Balances();
  const runner = new SubscriptionRunner({ store });
  runner.add(foldConsumer({ definition, fold, rows, generation }));
  await runner.start();
  const parts = {
    definition,
    fold,
    store,
    generation,
    rows,
    snapshots: snapshotsOf(store, definition, generation, ''),
  };
  const enough = new AbortController();
  const writing = (async () => {
    for (let seed = 1; !enough.signal.aborted; seed++) {
      await writeMany(store, 50, 20, seed);
      await pause(5);
    }
  })();
  const positions = new Set<number>();
  for (let round = 0; round < 20; round++) {
    const { differing, position } = await verifyProjection(parts);
    expect(differing).toBe(0);
    positions.add(position);
    await pause(10);
  }
  enough.abort();
  await writing;
  await runner.whenIdle();
  expect(positions.size).toBeGreaterThan(5);

  const [first = ''] = await rows.keysAfter(undefined, 1);
  await rows.save(new Map([[first, null]]));
  expect((await verifyProjection(parts)).differences.map(({ key }) => key)).toEqual([first]);
  await runner.stop();
});

test('nothing is known of a projection that has never run', async () => {
  const { store } = purseStore();
  const snapshots = snapshotsOf(store, definition, generation, '');
  const parts = { definition, fold: new Balances(), store, generation, rows: new MemoryRows<Balance>(), snapshots };
  await expect(verifyProjection(parts)).rejects.toMatchObject({ code: 'checkpoint-missing' });
});
