import 'reflect-metadata';
import { On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { type FoldClass, Projections } from '../projections/asking/projections.js';
import { FoldProjection } from '../projections/fold-projection.js';
import { HandlerProjection } from '../projections/handler-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';
import { Lent, Loans, Readers } from './example/lending.js';

class Count {
  name!: string;
  books!: number;
}

@Projection('counts', { version: 1, readModel: Count, key: (event) => (event as Lent).reader, mode: 'on-demand' })
class Counts extends FoldProjection<Count> {
  initial(name: string): Count {
    return { name, books: 0 };
  }
  @On(Lent) lent(row: Count): void {
    row.books += 1;
  }
}

@Projection('lines', { version: 1, readModel: class Line {} })
class Lines extends HandlerProjection {
  @On(Lent) lent(): void {}
}

@Injectable()
class Desk {
  constructor(
    readonly projections: Projections,
    readonly store: EventStore,
    readonly daybook: Daybook,
  ) {}
}

let app: TestingModule;
let desk: Desk;
beforeEach(async () => {
  const imports = [DaybookModule.forRoot({ store: 'memory', run: ['projections'] })];
  app = await Test.createTestingModule({ imports, providers: [Loans, Counts, Desk] }).compile();
  desk = (await app.init()).get(Desk);
});
afterEach(() => app.close());

async function lend(book: string, reader: string): Promise<number> {
  return (await desk.store.append(`book-${book}`, [Lent.of({ reader })], { expected: 'any' })).position;
}

describe('A projection of the application is asked', () => {
  test('on demand, without anything being kept', async () => {
    await lend('1', 'alice');
    const before = await lend('2', 'alice');
    await lend('3', 'alice');
    expect(await desk.projections.of(Counts).get('alice')).toEqual({ name: 'alice', books: 3 });
    expect(await desk.projections.of(Counts).get('alice', { position: before })).toEqual({ name: 'alice', books: 2 });
    expect(await desk.projections.of(Counts).get('bob')).toBeUndefined();
  });

  test('for the rows that are kept, and for the past, which is not', async () => {
    const first = await lend('1', 'alice');
    await lend('1', 'bob');
    await desk.daybook.whenIdle();
    const loans = desk.projections.of(Loans);
    expect(await loans.get('1')).toEqual({ bookId: '1', reader: 'bob' });
    expect(await loans.get('1', { position: first })).toEqual({ bookId: '1', reader: 'alice' });
    expect(desk.projections.of(Loans)).toBe(loans);
  });

  test('by its class alone: another one is refused, and named', () => {
    const ask = (projection: unknown) => () => desk.projections.of(projection as FoldClass<object>);
    expect(ask(Readers)).toThrow(expect.objectContaining({ code: 'projection-not-provided', className: 'Readers' }));
    expect(ask(Desk)).toThrow(expect.objectContaining({ code: 'projection-missing', className: 'Desk' }));
  });
});

test('A handler projection is not asked by key', async () => {
  await app.close();
  const imports = [DaybookModule.forRoot({ store: 'memory', run: 'none' })];
  app = await Test.createTestingModule({ imports, providers: [Lines] }).compile();
  await app.init();
  expect(() => app.get(Projections).of(Lines as unknown as FoldClass<object>)).toThrow(
    expect.objectContaining({ code: 'projection-not-a-fold', className: 'Lines' }),
  );
});
