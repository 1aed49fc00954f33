import 'reflect-metadata';
import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type Repository } from 'typeorm';
import { subscriptionOf } from '../projections/read-model/generation.js';
import type { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { switchAnywhere } from '../projections/rebuilding/example/wrong-builds/any-position.js';
import { GenerationSwitch } from '../projections/rebuilding/generation-switch.js';
import { projectionDefinitionOf } from '../projections/projection-definition.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';
import { Lent, Loan, Loans, Reader, Readers } from './example/lending.js';

let database: TestDatabase;
let said: string[];
const apps: TestingModule[] = [];

beforeEach(async () => {
  said = [];
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation((text) => void said.push(`${level}: ${String(text)}`));
  }
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

interface Library {
  readonly app: TestingModule;
  readonly operations: ProjectionOperations;
  readonly readers: Repository<Reader>;
  readonly store: EventStore;
  readonly ask: (statement: string) => Promise<readonly Record<string, unknown>[]>;
}

async function start(options: DaybookOptions = {}): Promise<Library> {
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, autoLoadEntities: true, retryAttempts: 0 }),
      TypeOrmModule.forFeature([Loan, Reader]),
      DaybookModule.forRoot({ subscriptions: { heartbeatMs: 100, leaseMs: 1_000 }, ...options }),
    ],
    providers: [Loans, Readers],
  }).compile();
  apps.push(app);
  await app.init();
  return {
    app,
    operations: app.get(ProjectionOperations),
    readers: app.get(getRepositoryToken(Reader)),
    store: app.get(EventStore),
    ask: (statement) => app.get(DataSource).query(statement),
  };
}

async function lend({ store }: Library, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 50) {
    const books = Array.from({ length: Math.min(50, to - n) }, (_, i) => n + i);
    await Promise.all(
      books.map((book) => store.append(`book-${book}`, [Lent.of({ reader: `r-${book % 100}` })], { expected: 'any' })),
    );
  }
}

async function until<R>(look: () => Promise<R | undefined | false>, within = 60_000): Promise<R> {
  const end = performance.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`It has not come within ${within} ms. Said:\n${said.join('\n')}`);
    await pause(50);
  }
}

const states = async ({ operations }: Library, name = 'readers'): Promise<readonly string[]> =>
  (await operations.list(name)).map(({ version, generation, state }) => `${version}.${generation} ${state}`);

describe('A read model that is made anew', () => {
  test('is built, compared, switched to, gone back from and dropped, and its readers miss nothing under load', async () => {
    const library = await start();
    await lend(library, 0, 500);
    await library.app.get(Daybook).whenIdle();
    let written = 500;
    let acknowledged = 500;
    const over = new AbortController();
    const writing = (async () => {
      for (; !over.signal.aborted; written += 5, acknowledged = written) await lend(library, written, written + 5);
    })();
    const odd = new Set<string>();
    let seen = 0;
    const reading = (async () => {
      for (let last = 0; !over.signal.aborted; seen++) {
        const books = Number(await library.readers.sum('books').catch((error: unknown) => void odd.add(String(error))));
        if (!(books >= last)) odd.add(`${books} after ${last}`);
        last = books;
        await pause(5);
      }
    })();
    const { operations } = library;
    const built = await operations.rebuild('readers');
    expect(built).toEqual({ name: 'readers', version: 1, generation: 2 });
    await expect(operations.rebuild('readers')).rejects.toMatchObject({ code: 'build-under-way' });
    await until(async () => (await states(library))[1] === '1.2 live');
    expect(await states(library)).toEqual(['1.1 following', '1.2 live']);
    const { comparison } = await operations.progress('readers');
    expect(comparison).toMatchObject({ differing: 0, keys: 100 });
    expect(await operations.rollback('readers')).toMatchObject({ generation: 1 });
    expect(await states(library)).toEqual(['1.1 live', '1.2 following']);
    expect(await operations.rollback('readers')).toMatchObject({ generation: 2 });
    await operations.drop({ name: 'readers', version: 1, generation: 1 });
    expect(await states(library)).toEqual(['1.1 dropped', '1.2 live']);
    await expect(operations.drop(built)).rejects.toMatchObject({ code: 'generation-in-use' });
    await expect(operations.rollback('readers')).rejects.toMatchObject({ code: 'no-such-build' });
    over.abort();
    await Promise.all([writing, reading]);
    await library.app.get(Daybook).whenIdle();
    expect([...odd]).toEqual([]);
    expect(seen).toBeGreaterThan(20);
    expect(Number(await library.readers.sum('books'))).toBe(acknowledged);
    expect((await library.store.subscriptions.status()).map(({ name }) => name)).toEqual(['loans@1.1', 'readers@1.2']);
    expect(said.filter((line) => /^(warn|error)/.test(line) && !/has passed to another/.test(line))).toEqual([]);
  });

  test('waits for an operator if it is told to, slowly if it is told to, and says how far it is', async () => {
    const library = await start();
    await lend(library, 0, 200);
    const { operations } = library;
    const built = await operations.rebuild('readers', { segments: 2, switch: 'by-operator', eventsPerSecond: 100 });
    const began = performance.now();
    const halfway = await until(async () => {
      const progress = await operations.progress('readers');
      return progress.eventsDone > 20 && progress.eventsDone < 200 && progress;
    });
    expect(halfway).toMatchObject({
      state: 'building',
      eventsTotal: 200,
      owners: [expect.any(String), expect.any(String)],
    });
    expect(halfway.msLeft).toBeGreaterThan(0);
    await until(async () => (await operations.progress('readers')).comparison !== undefined);
    expect(performance.now() - began).toBeGreaterThan(1_500);
    await until(async () => said.some((line) => /readers@1\.2" is ready/.test(line)));
    expect(await states(library)).toEqual(['1.1 live', '1.2 building']);
    expect(await operations.progress('readers')).toMatchObject({ eventsDone: 200, msLeft: 0 });
    expect(await operations.switch('readers')).toEqual(built);
    expect(await states(library)).toEqual(['1.1 following', '1.2 live']);
    await until(async () => (await library.store.subscriptions.status('readers@1.2'))[0]?.segments.length === 3);
  });

  test('is not said to be done before anybody has begun with it', async () => {
    const library = await start({ run: 'none' });
    await lend(library, 0, 100);
    await library.operations.rebuild('readers');
    const progress = { state: 'building', eventsDone: 0, eventsTotal: 100, msLeft: undefined };
    expect(await library.operations.progress('readers')).toMatchObject(progress);
    await start();
    await until(async () => (await library.operations.progress('readers')).msLeft === 0);
    expect(await library.operations.progress('readers')).toMatchObject({ eventsDone: 100, eventsTotal: 100 });
  });

  test('is not switched to where its rows differ from the log, and what is read stays', async () => {
    const library = await start();
    await lend(library, 0, 200);
    const { operations } = library;
    await operations.rebuild('readers', { eventsPerSecond: 100 });
    await until(async () => (await library.ask('SELECT FROM readers_v1_g2.readers_v1')).length > 20);
    await library.ask(`UPDATE readers_v1_g2.readers_v1 SET books = books + 7 WHERE name = 'r-3'`);
    await until(async () => (await states(library))[1] === '1.2 failed');
    expect((await operations.progress('readers')).reason).toMatch(/1 of \d+ compared keys differ/);
    expect(said.filter((line) => line.startsWith('warn'))).toContainEqual(
      expect.stringMatching(/readers@1\.2" has failed: 1 of .*"r-3", altered in books.*Readers see what they saw/),
    );
    const alarm = /^error: Alarm rebuild-failed:readers@1\.2: Building "readers@1\.2" has failed: 1 of/;
    await until(async () => said.some((line) => alarm.test(line)));
    expect(await states(library)).toEqual(['1.1 live', '1.2 failed']);
    await operations.drop({ name: 'readers', version: 1, generation: 2 });
    expect((await library.store.subscriptions.status()).map(({ name }) => name)).toEqual(['loans@1.1', 'readers@1.1']);
    await operations.rebuild('readers');
    await until(async () => (await states(library))[2] === '1.3 live');
  });

  test('is not switched to before it has come as far as what is read, where a switch that does not look shows less', async () => {
    const library = await start();
    await lend(library, 0, 200);
    await library.app.get(Daybook).whenIdle();
    const { operations, app } = library;
    const built = await operations.rebuild('readers', { eventsPerSecond: 5 });
    await until(async () => (await operations.progress('readers')).eventsDone > 0);
    const books = async (): Promise<number> => Number(await library.readers.sum('books'));
    const { tables } = app.get<PostgresReadModels>(ReadModels);
    const [store, dataSource] = [app.get<PostgresEventStore>(EventStore), app.get(DataSource)];
    const impatient = { attempts: 2, approachMs: 50, holdMs: 50 };
    const careful = new GenerationSwitch({ store, dataSource, schema: 'daybook', tables }, impatient);
    const refusal = { code: 'switch-blocked', obstacle: 'behind', generation: 'readers@1.2' };
    await expect(careful.to(projectionDefinitionOf(Readers), built)).rejects.toMatchObject(refusal);
    expect([await books(), ...(await states(library))]).toEqual([200, '1.1 live', '1.2 building']);
    await switchAnywhere(dataSource, tables, built);
    expect(await books()).toBeLessThan(200);
  });

  test('is cancelled, and nobody goes on with it', async () => {
    const library = await start();
    await lend(library, 0, 100);
    const { operations } = library;
    const built = await operations.rebuild('readers', { eventsPerSecond: 10 });
    await until(async () => (await operations.progress('readers')).eventsDone > 0);
    await operations.cancel('readers', 'not today');
    await until(async () =>
      (await library.store.subscriptions.processes()).every(({ runs }) => !runs.includes(subscriptionOf(built))),
    );
    expect(await operations.progress('readers')).toMatchObject({ state: 'cancelled', reason: 'not today' });
    await expect(operations.cancel('readers')).rejects.toMatchObject({ code: 'no-such-build' });
    await expect(operations.switch('readers', built)).rejects.toMatchObject({
      code: 'switch-blocked',
      obstacle: 'ended',
    });
    expect(await states(library)).toEqual(['1.1 live', '1.2 cancelled']);
  });

  test('is worked on by processes that had started before, asked for by one that runs nothing', async () => {
    const [worker, web] = [await start(), await start({ run: 'none' })];
    await lend(web, 0, 100);
    await web.operations.rebuild('readers');
    await until(async () => (await states(web))[1] === '1.2 live');
    await worker.app.get(Daybook).whenIdle();
    expect(Number(await web.readers.sum('books'))).toBe(100);
  });

  test('is refused with what would be no rebuild', async () => {
    const { operations } = await start();
    await expect(operations.rebuild('writers')).rejects.toMatchObject({
      code: 'projection-unknown',
      known: ['loans', 'readers'],
    });
    for (const options of [{ segments: 0 }, { eventsPerSecond: 0.5 }, { switch: 'never' }, { speed: 1 }]) {
      await expect(operations.rebuild('readers', options as never)).rejects.toMatchObject({
        code: 'invalid-rebuild-option',
      });
    }
    await expect(operations.switch('readers')).rejects.toMatchObject({ code: 'no-such-build' });
    await expect(operations.rollback('readers')).rejects.toMatchObject({ code: 'no-such-build' });
  });
});
