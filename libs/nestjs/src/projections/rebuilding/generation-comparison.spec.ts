import { SubscriptionRunner } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import type { FoldProjection } from '../fold-projection.js';
import { type ProjectionDefinition, projectionDefinitionOf } from '../projection-definition.js';
import { MemoryReadModels } from '../read-model/memory-read-models.js';
import type { Generation } from '../read-model/generation.js';
import { Balances, Filled, purseStore } from '../running/example/balances.js';
import { foldConsumer } from '../running/fold-consumer.js';
import { ownKeysAlone } from './example/wrong-builds/own-keys-alone.js';
import { samplesOneByOne } from './example/wrong-builds/samples-one-by-one.js';
import { GenerationComparison } from './generation-comparison.js';

const definition: ProjectionDefinition = projectionDefinitionOf(Balances);
const [live, built]: readonly [Generation, Generation] = [
  { name: 'balances', version: 1, generation: 1 },
  { name: 'balances', version: 1, generation: 2 },
];

/** Two generations that are up to date, with so many rows each. */
async function generations(purses: number) {
  const { store } = purseStore();
  for (let n = 0; n < purses; n++) await store.append(`purse-${n}`, [Filled.of({ cents: n })], { expected: 'any' });
  const tables = new MemoryReadModels();
  const fold = new Balances() as unknown as FoldProjection<object>;
  const runner = new SubscriptionRunner({ store });
  for (const generation of [live, built]) {
    runner.add(foldConsumer({ definition, fold, rows: tables.rowsOf(definition, generation), generation }));
  }
  await runner.start();
  await runner.whenIdle();
  await runner.stop();
  return {
    tables,
    parts: { store, schema: '', tables },
    projection: { kind: 'fold', definition, instance: fold },
  } as const;
}

const options = { sample: 1_000, besides: live };

test('a thousand keys of each are compared where there are so many, and one that is chosen for both counts once', async () => {
  const few = await generations(300);
  const comparison = new GenerationComparison(few.parts);
  expect(await comparison.of(few.projection, built, options)).toMatchObject({ keys: 300, differing: 0 });
  expect(await samplesOneByOne(comparison, few.projection, built, options)).toBe(600);

  const many = await generations(1_500);
  const report = await new GenerationComparison(many.parts).of(many.projection, built, options);
  expect(report?.keys).toBeGreaterThan(1_000);
  expect(report?.keys).toBeLessThanOrEqual(1_500);
});

test('rows that are missing are found, which those that are there do not tell', async () => {
  const { tables, parts, projection } = await generations(300);
  await tables.rowsOf(definition, built).save(new Map([['17', null]]));
  const comparison = new GenerationComparison(parts);
  const report = await comparison.of(projection, built, options);
  expect(report?.differences).toMatchObject([{ key: '17', kind: 'missing' }]);
  expect(report).toMatchObject({ keys: 300, differing: 1 });
  expect(await ownKeysAlone(comparison, projection, built, options)).toMatchObject({ keys: 299, differing: 0 });
});
