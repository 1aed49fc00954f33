import { describe, expect, test } from '@jest/globals';
import { type EventMetadata, On } from '@daybook/domain';
import { FoldProjection } from '../fold-projection.js';
import { projectionDefinitionOf } from '../projection-definition.js';
import { Projection } from '../projection.decorator.js';
import { Balance, Balances, Filled, Lost, Moved, Painted, purseStore, start } from './example/balances.js';
import { deliveriesOf, write } from './example/purse-log.js';
import { foldBatch } from './fold-batch.js';
import { RowFolding } from './row-folding.js';

const definition = projectionDefinitionOf(Balances);

type Written = readonly [string, Filled | Moved | Lost | Painted];

async function folded(
  events: readonly Written[],
  rows: ReadonlyMap<string, Balance> = new Map(),
  of: new () => FoldProjection<Balance> = Balances,
): Promise<ReadonlyMap<string, Balance | null>> {
  const { store } = purseStore();
  await write(store, ...events);
  const definition = projectionDefinitionOf(of);
  return foldBatch(new RowFolding(definition, new of()), await deliveriesOf(store, definition), rows);
}

function balance(purseId: string, cents: number, tags: string[] = []): Balance {
  return Object.assign(new Balance(), { purseId, cents, tags, changedAt: start });
}

describe('a batch', () => {
  test('begins with the initial row, goes on from a loaded one, and follows the order of positions', async () => {
    const rows = await folded(
      [
        ['a', Filled.of({ cents: 100 })],
        ['b', Filled.of({ cents: 5 })],
        ['a', Filled.of({ cents: 20 })],
      ],
      new Map([['b', balance('b', 1_000)]]),
    );
    expect([...rows]).toEqual([
      ['a', balance('a', 120)],
      ['b', balance('b', 1_005)],
    ]);
    expect(rows.get('a')).toBeInstanceOf(Balance);
  });

  test('answers null for what is deleted, and begins anew behind that', async () => {
    const rows = await folded(
      [
        ['a', Lost.of()],
        ['b', Lost.of()],
        ['b', Filled.of({ cents: 7 })],
      ],
      new Map([
        ['a', balance('a', 1)],
        ['b', balance('b', 1)],
      ]),
    );
    expect(rows.get('a')).toBeNull();
    expect(rows.get('b')).toEqual(balance('b', 7));
  });

  test('leaves out what has come and gone within it', async () => {
    const rows = await folded([
      ['a', Filled.of({ cents: 100 })],
      ['a', Lost.of()],
    ]);
    expect(rows.size).toBe(0);
  });

  test('applies an event to each of its keys, and passes over one without', async () => {
    const rows = await folded([
      ['a', Moved.of({ from: 'a', to: 'b', cents: 30 })],
      ['nobody', Filled.of({ cents: 1 })],
      ['c', Painted.of()],
    ]);
    expect([...rows]).toEqual([
      ['a', balance('a', -30)],
      ['b', balance('b', 30)],
    ]);
  });
});

describe('rows share nothing', () => {
  test('not the lists of an event that two of them take over', async () => {
    const rows = await folded([['a', Moved.of({ from: 'a', to: 'b', cents: 1, tags: ['gift'] })]]);
    rows.get('a')?.tags.push('changed');
    expect(rows.get('b')?.tags).toEqual(['gift']);
  });

  test('not the moment of the event', async () => {
    const rows = await folded([['a', Moved.of({ from: 'a', to: 'b', cents: 1 })]]);
    rows.get('a')?.changedAt?.setTime(0);
    expect(rows.get('b')?.changedAt).toEqual(start);
  });

  test('nothing with the event, so that a second attempt comes to the same', async () => {
    const { store } = purseStore();
    await write(store, ['a', Filled.of({ cents: 1, tags: ['gift'] })]);
    const deliveries = await deliveriesOf(store, definition);
    const attempt = (): Balance | null | undefined =>
      foldBatch(new RowFolding(definition, new Balances()), deliveries, new Map<string, Balance>()).get('a');
    attempt()?.tags.push('changed');
    expect(attempt()?.tags).toEqual(['gift']);
  });

  test('a fold that makes one initial row for all is refused', async () => {
    class Shared {
      count!: number;
    }
    const shared = { count: 0 };
    @Projection('shared', { version: 1, readModel: Shared })
    class SharedRows extends FoldProjection<Shared> {
      initial(): Shared {
        return shared;
      }
      @On(Filled) filled(row: Shared): void {
        row.count++;
      }
    }
    const { store } = purseStore();
    await write(store, ['a', Filled.of({ cents: 1 })], ['b', Filled.of({ cents: 1 })]);
    const definition = projectionDefinitionOf(SharedRows);
    const deliveries = await deliveriesOf(store, definition);
    expect(() => foldBatch(new RowFolding(definition, new SharedRows()), deliveries, new Map())).toThrow(
      expect.objectContaining({ code: 'not-a-row', method: 'initial' }),
    );
  });
});

describe('a fold is refused that', () => {
  abstract class Mistaken extends FoldProjection<Balance> {
    initial(purseId: string): Balance {
      return balance(purseId, 0);
    }
  }

  async function refusal(answer: (row: Balance, meta: EventMetadata) => unknown): Promise<unknown> {
    @Projection('mistaken', { version: 1, readModel: Balance })
    class Refused extends Mistaken {
      @On(Filled) filled(row: Balance, _event: Filled, meta: EventMetadata): undefined {
        return answer(row, meta) as undefined;
      }
    }
    return folded([['a', Filled.of({ cents: 1 })]], new Map(), Refused).catch((error: unknown) => error);
  }

  test('answers a promise, whose failure then ends nothing', async () => {
    const failing = (): Promise<never> => Promise.reject(new Error('late'));
    const named = { code: 'row-handler-is-async', className: 'Refused', method: 'filled' };
    expect(await refusal(failing)).toMatchObject(named);
    await new Promise((resolve) => setImmediate(resolve));
  });

  test.each([
    ['a number', 1, 'a number'],
    ['true', true, 'a boolean'],
    ['a list', [], 'a list'],
  ])('answers %s', async (_, answer, found) => {
    const error = await refusal(() => answer);
    expect(error).toMatchObject({ code: 'not-a-row', className: 'Refused', method: 'filled' });
    expect((error as Error).message).toContain(`answered ${found}.`);
  });

  test('answers the row of another key, or changes the key of its own', async () => {
    const another = { code: 'row-of-another-key', key: 'a', field: 'purseId', method: 'filled' };
    expect(await refusal(() => balance('b', 0))).toMatchObject(another);
    expect(await refusal((row) => void (row.purseId = 'b'))).toMatchObject(another);
  });

  test.each([
    ['nothing', undefined, 'not-a-row'],
    ['null', null, 'not-a-row'],
    ['a promise', Promise.resolve({}), 'row-handler-is-async'],
    ['the row of another key', balance('b', 0), 'row-of-another-key'],
  ])('begins with %s', async (_, initial, code) => {
    @Projection('mistaken', { version: 1, readModel: Balance })
    class Refused extends FoldProjection<Balance> {
      initial(): Balance {
        return initial as unknown as Balance;
      }
      @On(Filled) filled(): void {}
    }
    const error = await folded([['a', Filled.of({ cents: 1 })]], new Map(), Refused).catch((error: unknown) => error);
    expect(error).toMatchObject({ code, className: 'Refused', method: 'initial' });
  });
});
