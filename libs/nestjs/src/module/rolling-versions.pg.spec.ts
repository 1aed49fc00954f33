import 'reflect-metadata';
import { On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { Column, Entity, PrimaryColumn, type Repository } from 'typeorm';
import { problemOf } from '../http/problem-of-error.js';
import { FoldProjection } from '../projections/fold-projection.js';
import type { ProjectionOptions } from '../projections/projection-options.js';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import { Projection } from '../projections/projection.decorator.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import type { DaybookOptions } from './daybook-options.js';
import { DaybookHealth } from '../telemetry/daybook-health.js';
import { DaybookModule } from './daybook.module.js';
import { Lent } from './example/lending.js';
import { anyVersionRead } from './example/wrong-builds/any-version-read.js';
import { HeldReadiness } from './held-readiness.js';

interface ShelfRow {
  reader: string;
  books: number;
  madeBy: number;
}

/** The application as a release has it: each row says which release has made it. */
function release(version: number, options: Partial<ProjectionOptions> = {}) {
  @Entity({ name: 'shelves', synchronize: false })
  class Shelf implements ShelfRow {
    @PrimaryColumn('text') reader!: string;
    @Column('integer') books!: number;
    @Column('integer') madeBy!: number;
  }
  @Projection('shelves', {
    ...options,
    version,
    readModel: Shelf,
    key: (event) => (event as Lent).reader,
  })
  class Shelves extends FoldProjection<Shelf> {
    initial(reader: string): Shelf {
      return { reader, books: 0, madeBy: version };
    }
    @On(Lent) lent(row: Shelf): void {
      row.books++;
    }
  }
  return { Shelf, Shelves };
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

async function start({ Shelf, Shelves }: ReturnType<typeof release>, options: DaybookOptions = {}) {
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, entities: [Shelf], retryAttempts: 0 }),
      TypeOrmModule.forFeature([Shelf]),
      DaybookModule.forRoot({ subscriptions: { heartbeatMs: 100, leaseMs: 3_000 }, ...options }),
    ],
    providers: [Shelves],
  }).compile();
  apps.push(app);
  await app.init();
  const shelves = app.get<Repository<ShelfRow>>(getRepositoryToken(Shelf));
  const ready = async (): Promise<string> => {
    const { status, reasons } = await app.get(DaybookHealth).ready({ withinMs: 60_000 });
    return [status, ...reasons.map(({ code }) => code)].join(', ');
  };
  return { app, shelves, ready, operations: app.get(ProjectionOperations), store: app.get(EventStore) };
}

/** A process that is ready too early. */
function hastily(app: TestingModule): HeldReadiness {
  return new HeldReadiness('all', app.get(ProjectionRegistry), app.get(ReadModels), anyVersionRead);
}

async function until(matches: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await matches())) {
    if (performance.now() > end) throw new Error('It has not come.');
    await pause(50);
  }
}

test('two releases side by side each read their own version, whole and up to date, through build, switch, way back and drop', async () => {
  const old = await start(release(1));
  const over = new AbortController();
  let written = 0;
  const writing = (async () => {
    for (; !over.signal.aborted; written += 5) {
      const books = Array.from({ length: 5 }, (_, n) => written + n);
      await Promise.all(
        books.map((n) => old.store.append(`book-${n}`, [Lent.of({ reader: `r-${n % 50}` })], { expected: 'any' })),
      );
      // So that who builds comes after, however slow the machine is.
      await pause(10);
    }
  })();
  await pause(1_000);
  const odd = new Set<string>();
  const seen = { old: 0, young: 0, notReady: 0 };
  let mayBeNotReady = true;
  const reading = async (who: 'old' | 'young', shelves: Repository<ShelfRow>, version: number): Promise<void> => {
    for (let last = 0; !over.signal.aborted;) {
      await pause(10);
      try {
        const rows = await shelves.find();
        const books = rows.reduce((sum, row) => sum + row.books, 0);
        if (books < last || books === 0) odd.add(`${who} saw ${books} after ${last}`);
        if (rows.some(({ madeBy }) => madeBy !== version)) odd.add(`${who} saw rows of another version`);
        last = books;
        if (who === 'young') mayBeNotReady = false;
        seen[who]++;
      } catch (error) {
        const problem = problemOf(error, '/');
        if (who === 'young' && mayBeNotReady && problem.status === 503 && problem.code === 'projection-not-ready') {
          seen.notReady++;
        } else odd.add(`${who}: ${String(error)}`);
      }
    }
  };
  await until(async () => (await old.shelves.count()) > 0);
  const readingOld = reading('old', old.shelves, 1);
  const young = await start(release(2, { onNewVersion: 'by-operator' }), { holdReadinessFor: ['shelves'] });
  const readingYoung = reading('young', young.shelves, 2);
  const states = async (): Promise<readonly string[]> =>
    (await young.operations.list('shelves')).map(
      ({ version, generation, state, shown }) => `${version}.${generation} ${state}${shown ? ', shown' : ''}`,
    );
  await until(async () => (await young.operations.progress('shelves')).comparison !== undefined);
  expect(await states()).toEqual(['1.1 live, shown', '2.1 building']);
  expect([await old.ready(), await young.ready()]).toEqual(['up', 'down, projection-not-ready']);
  expect(await hastily(young.app).unseen()).toEqual([]);
  await young.operations.switch('shelves');
  expect(await states()).toEqual(['1.1 live', '2.1 live, shown']);
  expect([await old.ready(), await young.ready()]).toEqual(['up', 'up']);
  await pause(300);
  expect(await young.operations.rollback('shelves')).toMatchObject({ version: 1 });
  expect(await states()).toEqual(['1.1 live, shown', '2.1 live']);
  expect(await young.ready()).toBe('up');
  expect(await young.operations.rollback('shelves')).toMatchObject({ version: 2 });
  await young.operations.rebuild('shelves');
  await until(async () => (await states())[2] === '2.2 live, shown');
  await young.operations.drop({ name: 'shelves', version: 2, generation: 1 });
  await pause(300);
  over.abort();
  await Promise.all([writing, readingOld, readingYoung]);
  expect([...odd]).toEqual([]);
  expect(Math.min(seen.old, seen.young, seen.notReady)).toBeGreaterThan(5);
  const sum = async (shelves: Repository<ShelfRow>): Promise<number> => Number(await shelves.sum('books'));
  await until(async () => (await sum(old.shelves)) === written && (await sum(young.shelves)) === written);
  await apps.shift()?.close();
  await young.operations.drop({ name: 'shelves', version: 1, generation: 1 });
  expect(await states()).toEqual(['1.1 dropped', '2.1 dropped', '2.2 live, shown']);
  expect(await sum(young.shelves)).toBe(written);
});

test('a process is ready without its version unless it is told otherwise, and does not start for one that there is not', async () => {
  await start(release(1));
  const young = await start(release(2, { onNewVersion: 'by-operator' }));
  expect(await young.ready()).toBe('up');
  await expect(start(release(1), { holdReadinessFor: ['books'] })).rejects.toMatchObject({
    code: 'invalid-option',
    option: 'holdReadinessFor',
  });
});
