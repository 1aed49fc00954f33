import { describe, expect, test } from '@jest/globals';
import { type EventMetadata, On } from '@daybook/domain';
import type { EntityManager } from 'typeorm';
import { HandlerProjection } from '../handler-projection.js';
import { projectionDefinitionOf } from '../projection-definition.js';
import { Projection } from '../projection.decorator.js';
import { Balance, Filled, Lost, Moved, purseStore } from './example/balances.js';
import { deliveriesOf, logOf, write } from './example/purse-log.js';
import { handlerConsumer } from './handler-consumer.js';

const manager = { queryRunner: {} } as EntityManager;
const generation = { name: 'lines', version: 1, generation: 1 };
const { signal } = new AbortController();

@Projection('lines', {
  version: 1,
  readModel: Balance,
  key: (event, meta) => (event instanceof Moved ? [event.from, event.to] : meta.aggregateId),
})
class Lines extends HandlerProjection {
  readonly told: unknown[] = [];

  @On(Filled, Moved) async filled(event: Filled | Moved, meta: EventMetadata, given: EntityManager): Promise<void> {
    this.told.push(['begun', event.cents, meta.position, given === manager]);
    await new Promise((resolve) => setImmediate(resolve));
    this.told.push(['done', event.cents]);
  }
  @On(Lost) lost(): void {
    throw new Error('not this one');
  }
}
const definition = projectionDefinitionOf(Lines);

function consumerOf(projection: Lines): ReturnType<typeof handlerConsumer> {
  const pointAt = async (given: EntityManager, of: typeof generation): Promise<void> => {
    projection.told.push(['pointed', given === manager, of]);
  };
  return handlerConsumer({ definition, projection, generation, pointAt });
}

async function deliveries(...cents: readonly number[]): ReturnType<typeof deliveriesOf> {
  const { store } = purseStore();
  await write(store, ...cents.map((amount) => ['a', Filled.of({ cents: amount })] as const));
  return deliveriesOf(store, definition);
}

describe('handlers as a consumer', () => {
  test('are called one by one, in order, in the transaction that is pointed at the generation first', async () => {
    const projection = new Lines();
    await consumerOf(projection).apply(await deliveries(10, 20), manager, signal);
    expect(projection.told).toEqual([
      ['pointed', true, generation],
      ['begun', 10, 1, true],
      ['done', 10],
      ['begun', 20, 2, true],
      ['done', 20],
    ]);
  });

  test('fail a batch when one of them fails', async () => {
    const { store } = purseStore();
    await write(store, ['a', Lost.of()], ['a', Filled.of({ cents: 1 })]);
    const projection = new Lines();
    const batch = await deliveriesOf(store, definition);
    await expect(consumerOf(projection).apply(batch, manager, signal)).rejects.toThrow('not this one');
    expect(projection.told).toHaveLength(1);
  });

  test('take no further event once they are told to stop', async () => {
    const projection = new Lines();
    const stop = AbortSignal.abort(new Error('enough'));
    await expect(consumerOf(projection).apply(await deliveries(1), manager, stop)).rejects.toThrow('enough');
    expect(projection.told).toHaveLength(1);
  });

  test('need a transaction', async () => {
    const error = { code: 'handler-needs-transaction', className: 'Lines' };
    await expect(consumerOf(new Lines()).apply(await deliveries(1), undefined, signal)).rejects.toMatchObject(error);
  });

  test('run once for an event, which therefore has no second key', async () => {
    const { store } = purseStore();
    await write(store, ['a', Filled.of({ cents: 1 })], ['a', Moved.of({ from: 'a', to: 'b', cents: 1 })]);
    const consumer = consumerOf(new Lines());
    const [filled, moved] = (await logOf(store)).map((recorded) => () => consumer.keysOf(recorded));
    expect(filled?.()).toEqual(['a']);
    const error = { code: 'several-keys', className: 'Lines', type: 'purse.moved', keys: 2 };
    expect(moved).toThrow(expect.objectContaining(error));
  });
});
