import 'reflect-metadata';
import { On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Column, Entity, type EntityManager, PrimaryColumn, type Repository } from 'typeorm';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { Projections } from '../projections/asking/projections.js';
import { FoldProjection } from '../projections/fold-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { DaybookModule } from './daybook.module.js';
import { Lent } from './example/lending.js';

@Entity({ name: 'shelves', synchronize: false })
class Shelf {
  @PrimaryColumn('text') reader!: string;
  @Column('integer') books!: number;
}

@Projection('shelves', { version: 1, readModel: Shelf, mode: 'inline', key: (event) => (event as Lent).reader })
class Shelves extends FoldProjection<Shelf> {
  initial(reader: string): Shelf {
    return { reader, books: 0 };
  }
  @On(Lent) lent(row: Shelf): void {
    row.books++;
  }
}

let database: TestDatabase;
let app: TestingModule;

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase();
});
afterEach(async () => {
  await app.close();
  jest.restoreAllMocks();
  await database.drop();
});

async function start(): Promise<void> {
  app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, autoLoadEntities: true, retryAttempts: 0 }),
      TypeOrmModule.forFeature([Shelf]),
      DaybookModule.forRoot({ subscriptions: { heartbeatMs: 100, leaseMs: 3_000 } }),
    ],
    providers: [Shelves],
  }).compile();
  await app.init();
}

test('what appends write themselves is built beside them and handed over between two of them, there and back', async () => {
  await start();
  const store = app.get(EventStore);
  const operations = app.get(ProjectionOperations);
  const shelves = app.get<Repository<Shelf>>(getRepositoryToken(Shelf));
  const states = async (): Promise<readonly string[]> =>
    (await operations.list('shelves')).map(({ generation, state, isInline }) => `${generation} ${state} ${isInline}`);
  expect(await states()).toEqual(['1 live true']);
  const over = new AbortController();
  const missed: string[] = [];
  let written = 0;
  // Whatever was appended is there when the append has answered, before, while and after it is handed over.
  const writing = Promise.all(
    ['a', 'b', 'c'].map(async (reader) => {
      for (let books = 1; !over.signal.aborted; books++, written++) {
        await store.append(`book-${reader}${books}`, [Lent.of({ reader })], { expected: 'any' });
        const row = await shelves.findOneBy({ reader });
        if (row?.books !== books) missed.push(`${reader}: ${row?.books} of ${books}`);
      }
    }),
  );
  const until = async (wanted: readonly string[]): Promise<void> => {
    const end = performance.now() + 20_000;
    while ((await states()).join() !== wanted.join() && performance.now() < end) await pause(50);
    expect(await states()).toEqual(wanted);
  };
  await pause(500);
  await operations.rebuild('shelves');
  await until(['1 following false', '2 live true']);
  await operations.rollback('shelves');
  expect(await states()).toEqual(['1 live true', '2 following false']);
  await pause(500);
  await operations.rollback('shelves');
  await operations.drop({ name: 'shelves', version: 1, generation: 1 });
  over.abort();
  await writing;
  expect(missed).toEqual([]);
  expect(Number(await shelves.sum('books'))).toBe(written);
  expect(await operations.verify('shelves')).toMatchObject({ differing: 0, keys: 3 });
  expect(await store.subscriptions.status()).toEqual([]);
});

/** Sixteen at a time want to lend books to one reader, who may have three; then to the next one. Answers how many had how many. */
async function lentWhile(
  work: () => Promise<void>,
  lock?: (reader: string, manager: EntityManager) => Promise<void>,
): Promise<number[]> {
  const store = app.get(EventStore);
  const failures: unknown[] = [];
  const over = new AbortController();
  const lend = (reader: string, book: string): Promise<void> =>
    app.get(UnitOfWork).run(async (manager) => {
      await lock?.(reader, manager);
      const row = await manager.findOneBy(Shelf, { reader });
      if ((row?.books ?? 0) < 3) await store.append(book, [Lent.of({ reader })], { expected: 'any', manager });
    });
  const rounds = { done: 0 };
  const writing = (async () => {
    for (; !over.signal.aborted; rounds.done++) {
      const attempts = Array.from({ length: 16 }, (_, n) => lend(`r-${rounds.done}`, `book-${rounds.done}.${n}`));
      for (const outcome of await Promise.allSettled(attempts)) {
        if (outcome.status === 'rejected') failures.push(outcome.reason);
      }
    }
  })();
  await work();
  const end = performance.now() + 20_000;
  const last = rounds.done;
  while (rounds.done < last + 3 && performance.now() < end) await pause(20);
  over.abort();
  await writing;
  expect(failures).toEqual([]);
  const lent = new Map<string, number>();
  for await (const { event } of store.readAll()) {
    const { reader } = event as Lent;
    lent.set(reader, (lent.get(reader) ?? 0) + 1);
  }
  expect(lent.size).toBe(rounds.done);
  return [...new Set(lent.values())].sort();
}

test('a rule holds, and nobody is refused, while what it decides by is built anew, switched to and gone back from', async () => {
  await start();
  const operations = app.get(ProjectionOperations);
  const rebuilding = async (): Promise<void> => {
    await operations.rebuild('shelves');
    const isSwitched = async () =>
      (await operations.list('shelves')).some((one) => one.generation === 2 && one.isInline);
    const end = performance.now() + 20_000;
    while (!(await isSwitched()) && performance.now() < end) await pause(20);
    await operations.rollback('shelves');
  };
  const lock = (reader: string, manager: EntityManager) => app.get(Projections).lock(Shelves, [reader], { manager });
  expect(await lentWhile(rebuilding, lock)).toEqual([3]);
  const [isRead] = (await operations.list('shelves')).filter(({ state }) => state === 'live');
  expect(isRead).toMatchObject({ generation: 1, isInline: true });
});

test('without the lock it does not hold', async () => {
  await start();
  expect((await lentWhile(() => Promise.resolve())).at(-1)).toBeGreaterThan(3);
});
