import 'reflect-metadata';
import { DomainEvent, EventType, type JsonObject, On, Upcaster, type Upcasts } from '@daybook/domain';
import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { IsString } from 'class-validator';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type Repository } from 'typeorm';
import { FoldProjection } from '../projections/fold-projection.js';
import { projectionDefinitionOf } from '../projections/projection-definition.js';
import type { ProjectionMode } from '../projections/projection-options.js';
import { Projection } from '../projections/projection.decorator.js';
import type { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { ByTodaysNames } from '../projections/rebuilding/example/wrong-builds/by-todays-names.js';
import { GenerationSwitch, type GenerationSwitchParts } from '../projections/rebuilding/generation-switch.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { DaybookModule } from './daybook.module.js';
import { Lent } from './example/lending.js';
import { Shelf, shelvesIn } from './example/shelf.js';

/** What `Lent` was called in the release before, which still runs. */
@EventType('book.borrowed')
class Borrowed extends DomainEvent<'book.borrowed'> {
  @IsString() readonly reader!: string;
}

@Upcaster({ event: 'book.borrowed', from: 1, to: { event: Lent, version: 1 } })
class BorrowedToLent implements Upcasts {
  upcast(data: JsonObject): JsonObject {
    return data;
  }
}

function shelvesBefore(mode: ProjectionMode): Type {
  @Projection('shelves', { version: 1, readModel: Shelf, mode, key: (event) => (event as Borrowed).reader })
  class ShelvesBefore extends FoldProjection<Shelf> {
    initial(reader: string): Shelf {
      return { reader, books: 0 };
    }
    @On(Borrowed) borrowed(row: Shelf): void {
      row.books++;
    }
  }
  return ShelvesBefore;
}

let database: TestDatabase;
const apps = new Set<TestingModule>();

beforeEach(async () => {
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  }
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all([...apps].map(end));
  jest.restoreAllMocks();
  await database.drop();
});

async function start(release: 'before' | 'today', mode: ProjectionMode, run: 'all' | 'none' = 'none') {
  const feature = release === 'today' ? { events: [Lent], upcasters: [BorrowedToLent] } : { events: [Borrowed] };
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, autoLoadEntities: true, retryAttempts: 0 }),
      TypeOrmModule.forFeature([Shelf]),
      DaybookModule.forRoot({ run, subscriptions: { heartbeatMs: 100, leaseMs: 3_000 } }),
      DaybookModule.forFeature(feature),
    ],
    providers: [release === 'today' ? shelvesIn(mode) : shelvesBefore(mode)],
  }).compile();
  apps.add(app);
  return app.init();
}

async function end(app: TestingModule): Promise<void> {
  apps.delete(app);
  await app.close();
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const limit = performance.now() + 60_000; !(await what());) {
    if (performance.now() > limit) throw new Error('It did not come about within 60 s.');
    await pause(20);
  }
}

const books = async (app: TestingModule): Promise<number | undefined> =>
  (await app.get<Repository<Shelf>>(getRepositoryToken(Shelf)).findOneBy({ reader: 'ann' }))?.books;
const append = (app: TestingModule, stream: string, event: DomainEvent): Promise<unknown> =>
  app.get(EventStore).append(stream, [event], { expected: 'any' });
const built = { name: 'shelves', version: 1, generation: 2 };

/**
 * A generation was built beside the one that is read, and stands still. What is read has one more event, of a process of
 * the release before, and so by the name of before.
 */
async function behindByAnEarlierName(mode: ProjectionMode): Promise<TestingModule> {
  const worker = await start('today', mode, 'all');
  await append(worker, 'book-1', Lent.of({ reader: 'ann' }));
  await worker.get(ProjectionOperations).rebuild('shelves', { switch: 'by-operator' });
  await until(async () => (await worker.get(ProjectionOperations).progress('shelves')).comparison !== undefined);
  await end(worker);
  const web = await start('today', mode);
  await web.get(EventStore).subscriptions.pause('shelves@1.2', 'to be behind');
  await append(await start('before', mode), 'book-2', Borrowed.of({ reader: 'ann' }));
  await start('today', mode, 'all');
  await until(async () => (await books(web)) === 2);
  return web;
}

const impatient = { attempts: 2, approachMs: 50, holdMs: 50 };

function partsIn(app: TestingModule): GenerationSwitchParts {
  const { tables } = app.get<PostgresReadModels>(ReadModels);
  return {
    store: app.get<PostgresEventStore>(EventStore),
    dataSource: app.get(DataSource),
    schema: 'daybook',
    tables,
  };
}

test.each(['inline', 'async'] as const)('%s: what it lacks is missing by whichever name it is stored', async (mode) => {
  const web = await behindByAnEarlierName(mode);
  const definition = projectionDefinitionOf(shelvesIn(mode));
  const switching = new GenerationSwitch(partsIn(web), impatient).to(definition, built);
  await expect(switching).rejects.toMatchObject({ code: 'switch-blocked', obstacle: 'behind' });
  expect(await books(web)).toBe(2);
  await web.get(EventStore).subscriptions.resume('shelves@1.2');
  await web.get(ProjectionOperations).switch('shelves');
  expect(await books(web)).toBe(2);
});

test('counted by the names of today nothing is missing, and what appends have written is gone for good', async () => {
  const web = await behindByAnEarlierName('inline');
  const definition = projectionDefinitionOf(shelvesIn('inline'));
  await new ByTodaysNames(definition, partsIn(web), impatient).to(definition, built);
  expect(await books(web)).toBe(1);
  expect(await web.get(EventStore).subscriptions.resume('shelves@1.2')).toBe(false);
  await append(web, 'book-3', Lent.of({ reader: 'ann' }));
  expect(await books(web)).toBe(2);
});

test('progress and rehearsals count what is stored under an earlier name, before and after it is on record', async () => {
  const before = await start('before', 'async');
  for (const book of ['1', '2']) await append(before, `book-${book}`, Borrowed.of({ reader: 'ann' }));
  const web = await start('today', 'async');
  await append(web, 'book-3', Lent.of({ reader: 'ann' }));
  const operations = web.get(ProjectionOperations);
  await operations.rebuild('shelves', { switch: 'by-operator' });
  expect(await operations.progress('shelves')).toMatchObject({ eventsDone: 0, eventsTotal: 3 });
  await start('today', 'async', 'all');
  await until(async () => (await operations.progress('shelves')).comparison !== undefined);
  expect(await operations.progress('shelves')).toMatchObject({ eventsDone: 3, eventsTotal: 3 });
  await operations.cancel('shelves');
  await operations.rehearse('shelves');
  await until(async () => (await operations.rehearsals('shelves')).at(-1)?.outcome != null);
  expect(await operations.rehearsals('shelves')).toMatchObject([{ outcome: 'same', events: 3 }]);
});

test('a release that switches takes nothing off the record that another one has put there', async () => {
  const worker = await start('today', 'inline', 'all');
  await append(worker, 'book-1', Lent.of({ reader: 'ann' }));
  await worker.get(ProjectionOperations).rebuild('shelves', { switch: 'by-operator' });
  await until(async () => (await worker.get(ProjectionOperations).progress('shelves')).comparison !== undefined);
  await end(worker);
  const old = await start('before', 'inline');
  await new GenerationSwitch(partsIn(old)).to(projectionDefinitionOf(shelvesBefore('inline')), built);
  const both = ['book.borrowed', 'book.lent'];
  // What appends wrote until now is read from now on; who reads it must not pass over what the other release appends.
  const [following] = await old.get(EventStore).subscriptions.status('shelves@1.1');
  expect(following?.types?.toSorted()).toEqual(both);
  // What appends write from now on: those who do not know the projection are refused what either of the releases takes.
  const guard = `SELECT unnest(inline_types) AS type FROM daybook.projection_generations WHERE generation = 2 ORDER BY 1`;
  expect(await old.get(DataSource).query(guard)).toEqual(both.map((type) => ({ type })));
});

test('a generation that an old release begins to build lacks nothing of what another release has put on record', async () => {
  const old = await start('before', 'async', 'all');
  await append(old, 'book-1', Borrowed.of({ reader: 'ann' }));
  const today = await start('today', 'async', 'all');
  await append(today, 'book-2', Lent.of({ reader: 'ann' }));
  await until(async () => (await books(today)) === 2);
  await end(today);
  await old.get(ProjectionOperations).rebuild('shelves');
  const { subscriptions } = old.get(EventStore);
  await until(async () => {
    const [building] = await subscriptions.status('shelves@1.2');
    return building?.awaitedRelease !== undefined || building?.lagEvents === 0;
  });
  expect(await subscriptions.status('shelves@1.2')).toMatchObject([{ awaitedRelease: { type: 'book.lent' } }]);
  const later = await start('today', 'async', 'all');
  await until(async () => (await later.get(ProjectionOperations).list('shelves')).at(-1)?.state !== 'building');
  expect(await later.get(ProjectionOperations).list('shelves')).toMatchObject([{}, { state: 'live' }]);
  expect(await books(later)).toBe(2);
});
