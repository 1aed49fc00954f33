import { describe, expect, test } from '@jest/globals';
import type { Delivery } from '@daybook/event-store';
import { projectionDefinitionOf } from '../projection-definition.js';
import { MemoryRows } from '../read-model/memory-rows.js';
import type { Rows } from '../read-model/rows.js';
import { type Balance, Balances, Filled, Lost, Moved, Painted, purseStore } from './example/balances.js';
import { deliveriesOf, logOf, write } from './example/purse-log.js';
import { foldConsumer } from './fold-consumer.js';

const definition = projectionDefinitionOf(Balances);
const generation = { name: 'balances', version: 1, generation: 2 };
const { signal } = new AbortController();

/** Rows that tell how they were asked. */
class ToldRows implements Rows<Balance> {
  readonly told: string[] = [];
  readonly rows = new MemoryRows<Balance>();

  load(keys: readonly string[]): Promise<ReadonlyMap<string, Balance>> {
    this.told.push(`load ${keys.join(' ')}`);
    return this.rows.load(keys);
  }
  save(rows: ReadonlyMap<string, Balance | null>): Promise<void> {
    this.told.push(`save ${[...rows].map(([key, row]) => `${key}=${row?.cents}`).join(' ')}`);
    return this.rows.save(rows);
  }
}

async function deliveries(
  ...events: Parameters<typeof write> extends [unknown, ...infer E] ? E : never
): Promise<readonly Delivery[]> {
  const { store } = purseStore();
  await write(store, ...events);
  return deliveriesOf(store, definition);
}

describe('a fold as a consumer', () => {
  test('reads what its handlers are for, from the beginning, under the name of its generation', () => {
    const consumer = foldConsumer({ definition, fold: new Balances(), rows: new MemoryRows<Balance>(), generation });
    expect(consumer).toMatchObject({
      name: 'balances@1.2',
      kind: 'projection',
      types: ['purse.filled', 'purse.lost', 'purse.moved'],
      from: 0,
      transactional: true,
    });
  });

  test('knows the keys of an event', async () => {
    const { store } = purseStore();
    await write(store, ['a', Moved.of({ from: 'a', to: 'b', cents: 1 })], ['nobody', Filled.of({ cents: 1 })]);
    const consumer = foldConsumer({ definition, fold: new Balances(), rows: new MemoryRows<Balance>(), generation });
    expect((await logOf(store)).map((recorded) => consumer.keysOf(recorded))).toEqual([['a', 'b'], []]);
  });

  test('loads all rows of a batch at once and writes what was changed at once', async () => {
    const rows = new ToldRows();
    const consumer = foldConsumer({ definition, fold: new Balances(), rows, generation });
    await consumer.apply(await deliveries(['b', Filled.of({ cents: 1 })]), undefined, signal);
    const batch = await deliveries(
      ['a', Filled.of({ cents: 10 })],
      ['a', Moved.of({ from: 'a', to: 'b', cents: 3 })],
      ['c', Filled.of({ cents: 1 })],
      ['b', Lost.of()],
      ['c', Lost.of()],
    );
    await consumer.apply(batch, undefined, signal);
    expect(rows.told).toEqual(['load b', 'save b=1', 'load a b c', 'save a=7 b=undefined']);
    expect(await rows.rows.keysAfter(undefined, 10)).toEqual(['a']);
  });

  test('folds an event for those of its keys alone that it is delivered for', async () => {
    const rows = new ToldRows();
    const consumer = foldConsumer({ definition, fold: new Balances(), rows, generation });
    const batch = await deliveries(['a', Moved.of({ from: 'a', to: 'b', cents: 3 })]);
    await consumer.apply(
      batch.map((delivery) => ({ ...delivery, keys: ['b'] })),
      undefined,
      signal,
    );
    expect(rows.told).toEqual(['load b', 'save b=3']);
  });

  test('writes nothing when nothing has changed, or a handler fails', async () => {
    const rows = new ToldRows();
    class Failing extends Balances {
      override lost(): null {
        throw new Error('not this one');
      }
    }
    const consumer = foldConsumer({ definition, fold: new Failing(), rows, generation });
    const { store } = purseStore();
    await write(store, ['c', Painted.of()]);
    const [painted] = await logOf(store);
    await consumer.apply([{ recorded: painted as Delivery['recorded'], keys: ['c'] }], undefined, signal);
    const batch = await deliveries(['a', Filled.of({ cents: 1 })], ['b', Lost.of()]);
    await expect(consumer.apply(batch, undefined, signal)).rejects.toThrow('not this one');
    expect(rows.told).toEqual(['load c', 'load a b']);
  });

  test('begins nothing once it is told to stop', async () => {
    const rows = new ToldRows();
    const consumer = foldConsumer({ definition, fold: new Balances(), rows, generation });
    const batch = await deliveries(['a', Filled.of({ cents: 1 })]);
    await expect(consumer.apply(batch, undefined, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
    expect(rows.told).toEqual([]);
  });
});
