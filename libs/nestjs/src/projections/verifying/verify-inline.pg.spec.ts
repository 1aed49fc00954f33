import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { InlineProjection } from '../inline/inline-projection.js';
import { InlineProjections } from '../inline/inline-projections.js';
import type { LockKeys } from '../inline/lock-keys.js';
import { type ProjectionDefinition, projectionDefinitionOf } from '../projection-definition.js';
import { Balance, Balances } from '../running/example/balances.js';
import { writeMany } from '../running/example/many-purses.js';
import { PurseDatabase } from '../running/example/purse-database.js';
import { foldConsumer } from '../running/fold-consumer.js';
import { HeadOnly } from './example/head-only.js';
import { snapshotsOf } from './snapshots-of.js';
import { verifyProjection } from './verify-projection.js';

// Machines are not always idle.

const example = PurseDatabase.ofThisSpec();
const definition: ProjectionDefinition = { ...projectionDefinitionOf(Balances), mode: 'inline' };

test('inline rows are found to be right while appends write them; not so by one who goes by the head', async () => {
  const { store, tables } = await example.process('inline', Balance);
  const generation = await tables.ensure(definition);
  const rows = tables.rowsOf<Balance>(definition, generation);
  const lockKeys: LockKeys = async (_, keys, manager) => {
    const statement = 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))';
    for (const key of keys) await (manager as EntityManager).query(statement, [key]);
    return generation;
  };
  const consumerOf = (): ReturnType<typeof foldConsumer> =>
    foldConsumer({ definition, fold: new Balances(), rows, generation });
  const pointBack = (): Promise<void> => Promise.resolve();
  const inline = new InlineProjection({ definition, lockKeys, consumerOf, pointBack });
  store.workInline(new InlineProjections([inline]));
  // Those who write need all of their pool.
  const { store: other } = await example.process('verifying', Balance);
  const parts = { definition, fold: new Balances(), store: other, generation, rows };
  const snapshots = snapshotsOf(other, definition, generation, 'daybook');

  await writeMany(store, 100, 30, 1, 6);
  const enough = new AbortController();
  const writing = (async () => {
    for (let seed = 2; !enough.signal.aborted; seed++) await writeMany(store, 60, 30, seed, 6);
  })();
  const right: number[] = [];
  let wrong = 0;
  // Who is slow to look meets the moment less often.
  for (let round = 0; round < 8 || (wrong === 0 && round < 80); round++) {
    right.push((await verifyProjection({ ...parts, snapshots })).differing);
    wrong += (await verifyProjection({ ...parts, snapshots: new HeadOnly(other) })).differing;
  }
  enough.abort();
  await writing;
  expect(right).toEqual(right.map(() => 0));
  expect(wrong).toBeGreaterThan(0);

  const [first = ''] = await rows.keysAfter(undefined, 1, undefined);
  await rows.save(new Map([[first, null]]), undefined);
  const report = await verifyProjection({ ...parts, snapshots });
  expect(report.differences.map(({ key, kind }) => [key, kind])).toEqual([[first, 'missing']]);
});
