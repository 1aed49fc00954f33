import 'reflect-metadata';
import { On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { FoldProjection } from '../projections/fold-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { projectionDefinitionOf } from '../projections/projection-definition.js';
import { DaybookModule } from './daybook.module.js';
import { Lent } from './example/lending.js';

class Shelf {
  reader!: string;
  books!: number;
}

let calls = 0;

@Projection('shelves', { version: 1, readModel: Shelf, mode: 'inline', key: (event) => (event as Lent).reader })
class Shelves extends FoldProjection<Shelf> {
  initial(reader: string): Shelf {
    return { reader, books: 0 };
  }
  @On(Lent) lent(row: Shelf, { reader }: Lent): void {
    if (reader === 'nobody') throw new Error('Nobody borrows books.');
    row.books++;
  }
}

/** A wrong one: its key is another one each time that it is asked. */
@Projection('whims', { version: 1, readModel: Shelf, mode: 'inline', key: () => `whim-${calls++}` })
class Whims extends FoldProjection<Shelf> {
  initial(reader: string): Shelf {
    return { reader, books: 0 };
  }
  @On(Lent) lent(row: Shelf): void {
    row.books++;
  }
}

describe('Inline projections in memory', () => {
  let app: TestingModule;
  afterEach(() => app.close());

  async function start(projection: abstract new () => object): Promise<EventStore> {
    @Module({ providers: [projection as never] })
    class Lending {}
    const imports = [DaybookModule.forRoot({ store: 'memory', run: 'none' }), Lending];
    app = await Test.createTestingModule({ imports }).compile();
    await app.init();
    return app.get(EventStore);
  }

  async function books(reader: string): Promise<number | undefined> {
    const rows = app.get(ReadModels).liveRowsOf(projectionDefinitionOf(Shelves));
    return ((await rows.load([reader], undefined)).get(reader) as Shelf | undefined)?.books;
  }

  test('are right as soon as an append is answered, with no loop running', async () => {
    const store = await start(Shelves);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        store.append(`book-${n}`, [Lent.of({ reader: 'ann' })], { expected: 'any' }),
      ),
    );
    expect(await books('ann')).toBe(20);
  });

  test('refuse an append that they cannot fold, and nothing of it is there', async () => {
    const store = await start(Shelves);
    const lent = [Lent.of({ reader: 'ann' }), Lent.of({ reader: 'nobody' })];
    await expect(store.append('book-1', lent, { expected: 'any' })).rejects.toThrow('Nobody borrows books.');
    expect([await store.head(), await books('ann')]).toEqual([0, undefined]);
    await store.append('book-1', [Lent.of({ reader: 'ann' })], { expected: 'noStream' });
    expect([await store.head(), await books('ann')]).toEqual([1, 1]);
  });

  test('refuse an append whose key was another one when its row was to be locked', async () => {
    const store = await start(Whims);
    const append = store.append('book-1', [Lent.of({ reader: 'ann' })], { expected: 'any' });
    await expect(append).rejects.toMatchObject({ code: 'key-not-locked', projection: 'whims' });
  });
});
