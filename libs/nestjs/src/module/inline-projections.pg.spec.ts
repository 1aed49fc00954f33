import 'reflect-metadata';
import { type EventMetadata, On } from '@daybook/domain';
import { EventStore, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getDataSourceToken, getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { Column, type DataSource, Entity, type EntityManager, PrimaryColumn, type Repository } from 'typeorm';
import { Projections } from '../projections/asking/projections.js';
import { FoldProjection } from '../projections/fold-projection.js';
import { HandlerProjection } from '../projections/handler-projection.js';
import { InlineHandOver } from '../projections/inline/inline-hand-over.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import type { ProjectionMode } from '../projections/projection-options.js';
import { Projection } from '../projections/projection.decorator.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';
import { Lent } from './example/lending.js';
import { TakenOverInFlight } from './example/taken-over-in-flight.js';

@Entity({ name: 'shelves', synchronize: false })
class Shelf {
  @PrimaryColumn('text') reader!: string;
  @Column('integer') books!: number;
  @Column('bigint', { array: false }) lastPosition!: number;
  /** How often a fold found that another with a greater position had been there before. */
  @Column('integer') inversions!: number;
}

@Entity({ name: 'lendings', synchronize: false })
class Lending {
  @PrimaryColumn('integer') position!: number;
  @Column('text') reader!: string;
}

/** The same class in any mode. */
function projectionsIn(mode: ProjectionMode): (new () => object)[] {
  @Projection('shelves', { version: 1, readModel: Shelf, mode, key: (event) => (event as Lent).reader })
  class Shelves extends FoldProjection<Shelf> {
    initial(reader: string): Shelf {
      return Object.assign(new Shelf(), { reader, books: 0, lastPosition: 0, inversions: 0 });
    }
    @On(Lent) lent(row: Shelf, _event: Lent, { position }: EventMetadata): void {
      row.books++;
      if (position < row.lastPosition) row.inversions++;
      row.lastPosition = Math.max(row.lastPosition, position);
    }
  }
  @Projection('lendings', { version: 1, readModel: Lending, mode })
  class Lendings extends HandlerProjection {
    @On(Lent) async lent({ reader }: Lent, { position }: EventMetadata, manager: EntityManager): Promise<void> {
      await manager.insert(Lending, { position, reader });
    }
  }
  return [Shelves, Lendings];
}

let database: TestDatabase;
const apps: TestingModule[] = [];

beforeEach(async () => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

async function start(
  mode: ProjectionMode,
  options: DaybookOptions = {},
  handOver?: (dataSource: DataSource) => InlineHandOver,
): Promise<TestingModule> {
  @Module({ imports: [TypeOrmModule.forFeature([Shelf, Lending])], providers: projectionsIn(mode) })
  class Library {}
  const typeOrm = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, autoLoadEntities: true });
  const building = Test.createTestingModule({ imports: [typeOrm, DaybookModule.forRoot(options), Library] });
  if (handOver) {
    building.overrideProvider(InlineHandOver).useFactory({ inject: [getDataSourceToken()], factory: handOver });
  }
  const app = await building.compile();
  apps.push(app);
  return app.init();
}

const readers = ['ann', 'bob', 'cyd'];
let book = 0;

/** Each append is to a stream of its own; some hold a transaction, some bring several readers. */
async function lend(app: TestingModule, times: number): Promise<void> {
  const store = app.get(EventStore);
  for (let n = 0; n < times; n++) {
    const events = [n, n + 1].slice(0, 1 + (n % 2)).map((at) => Lent.of({ reader: readers[at % 3] as string }));
    const stream = `book-${++book}`;
    if (n % 5 === 0 && store instanceof PostgresEventStore) {
      await store.transactions.run((manager) => store.append(stream, events, { expected: 'any', manager }));
    } else await store.append(stream, events, { expected: 'any' });
  }
}

/** What the rows have to be, by a count of the log that shares nothing with the fold. */
async function assertRight(app: TestingModule): Promise<void> {
  const shelves = app.get<Repository<Shelf>>(getRepositoryToken(Shelf));
  const counted = await shelves.query<object[]>(
    `SELECT data->>'reader' AS reader, count(*)::integer AS books, max(position)::integer AS "lastPosition"
     FROM daybook.events GROUP BY 1 ORDER BY 1`,
  );
  const rows = await shelves.find({ order: { reader: 'ASC' } });
  expect(rows.map(({ reader, books, lastPosition }) => ({ reader, books, lastPosition }))).toEqual(counted);
  expect(rows.map(({ inversions }) => inversions)).toEqual(rows.map(() => 0));
  const lendings = app.get<Repository<Lending>>(getRepositoryToken(Lending));
  expect(
    (await lendings.find({ order: { position: 'ASC' } })).map(({ position, reader }) => [position, reader]),
  ).toEqual(
    (
      await shelves.query<Lending[]>(
        `SELECT position::integer, data->>'reader' AS reader FROM daybook.events ORDER BY 1`,
      )
    ).map(({ position, reader }) => [position, reader]),
  );
}

test('inline read models are right as soon as an append is answered, with several processes writing', async () => {
  const one = await start('inline', { run: 'none' });
  const other = await start('inline', { run: 'none' });
  await Promise.all([lend(one, 40), lend(one, 40), lend(other, 40), lend(other, 40)]);
  await assertRight(one);
  expect(await one.get(EventStore).subscriptions.status()).toEqual([]);
});

/** Writes on while appends take the projections over from their subscriptions. */
async function takenOverUnderLoad(handOver?: (dataSource: DataSource) => InlineHandOver): Promise<TestingModule> {
  const async = await start('async', { run: 'none' });
  await lend(async, 300);
  const inline = await start('inline', {}, handOver);
  const load = { on: true };
  const writers = Array.from({ length: 4 }, async () => {
    while (load.on) await lend(inline, 5);
  });
  const end = Date.now() + 20_000;
  while ((await inline.get(EventStore).subscriptions.status()).length > 0 && Date.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await lend(inline, 20);
  load.on = false;
  await Promise.all(writers);
  expect(await inline.get(EventStore).subscriptions.status()).toEqual([]);
  return inline;
}

test('a log that was there before is applied first; appends take over while others write', async () => {
  await assertRight(await takenOverUnderLoad());
});

test('appends that take over while others are in flight miss some', async () => {
  const careless = await takenOverUnderLoad((dataSource) => new TakenOverInFlight(dataSource, 'daybook'));
  await expect(assertRight(careless)).rejects.toThrow();
});

test('the same class goes from inline to async and back, and misses nothing', async () => {
  const inline = await start('inline');
  await lend(inline, 10);
  await assertRight(inline);
  const async = await start('async');
  // The old release goes on beside the new one.
  await Promise.all([lend(inline, 20), lend(async, 20)]);
  await async.get(Daybook).whenIdle();
  await assertRight(async);
});

test('an append whose projection fails is refused as a whole, and the transaction of a caller stays usable', async () => {
  const app = await start('inline', { run: 'none' });
  const store = app.get<PostgresEventStore>(EventStore);
  await store.transactions.run(async (manager) => {
    await store.append('book-a', [Lent.of({ reader: 'ann' })], { expected: 'any', manager });
    // Too long for nobody, but no text that PostgreSQL takes as a row's key.
    const refused = store.append('book-b', [Lent.of({ reader: 'x'.repeat(100_000) })], { expected: 'any', manager });
    await expect(refused).rejects.toThrow();
    await store.append('book-c', [Lent.of({ reader: 'bob' })], { expected: 'any', manager });
    // What is written by hand goes where it went before.
    await manager.query('CREATE TABLE mine (id integer)');
  });
  await assertRight(app);
  const [found] = await app
    .get<Repository<Shelf>>(getRepositoryToken(Shelf))
    .query<object[]>(`SELECT to_regclass('public.mine') AS mine`);
  expect(found).toEqual({ mine: 'mine' });
});

test('a rule that asks while rows come behind the appends is told so, and to come back; and one that locks nothing', async () => {
  const async = await start('async', { run: 'none' });
  await lend(async, 3);
  const lock = async (app: TestingModule, manager?: EntityManager): Promise<void> => {
    const shelves = app.get(ProjectionRegistry).find('shelves')?.definition.projection as new () => object;
    const locked = (held: EntityManager) => app.get(Projections).lock(shelves, ['ann'], { manager: held });
    return manager ? locked(manager) : app.get<DataSource>(getDataSourceToken()).transaction(locked);
  };
  await expect(lock(async)).rejects.toMatchObject({ code: 'keys-not-lockable', projection: 'shelves' });
  // Nobody applies what is in the log.
  const inline = await start('inline', { run: 'none' });
  await expect(lock(inline)).rejects.toMatchObject({
    code: 'projection-not-current',
    projection: 'shelves',
    version: 1,
  });
  const { manager } = inline.get<DataSource>(getDataSourceToken());
  await expect(lock(inline, manager)).rejects.toMatchObject({ code: 'keys-not-lockable' });
});
