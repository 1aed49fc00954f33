import 'reflect-metadata';
import { type EventMetadata, On } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Injectable, Logger, Module } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { InjectRepository, TypeOrmModule } from '@nestjs/typeorm';
import { Column, DataSource, Entity, type EntityManager, PrimaryColumn, type Repository } from 'typeorm';
import { HandlerProjection } from '../projections/handler-projection.js';
import { Projection } from '../projections/projection.decorator.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';
import { Lent, Loan, Loans, Reader, Readers, Returned } from './example/lending.js';
import { SubscriptionLoops } from './subscription-loops.js';

@Entity({ name: 'lines', synchronize: false })
class Line {
  @PrimaryColumn('integer') position!: number;
  @Column('text') reader!: string;
}

/** What is written by hand, and stumbles over one reader. */
@Projection('lines', { version: 1, readModel: Line, retry: { attempts: 2, firstMs: 1 } })
class Lines extends HandlerProjection {
  @On(Lent) async lent(event: Lent, meta: EventMetadata, manager: EntityManager): Promise<void> {
    await manager.insert(Line, { position: meta.position, reader: event.reader });
    if (event.reader === 'nobody') throw new Error('Nobody reads');
  }
}

@Injectable()
class Desk {
  constructor(
    @InjectRepository(Loan) readonly loans: Repository<Loan>,
    @InjectRepository(Reader) readonly readers: Repository<Reader>,
    @InjectRepository(Line) readonly lines: Repository<Line>,
    readonly store: EventStore,
    readonly daybook: Daybook,
  ) {}

  async lend(book: string, reader: string): Promise<void> {
    await this.store.append(`book-${book}`, [Lent.of({ reader })], { expected: 'any' });
  }
}

@Module({ imports: [TypeOrmModule.forFeature([Loan])], providers: [Loans] })
class Lending {}
@Module({
  imports: [TypeOrmModule.forFeature([Loan, Reader, Line])],
  providers: [Readers, Lines, Desk],
})
class Membership {}

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

async function start(options: DaybookOptions = {}, connections = 10): Promise<Desk> {
  const typeOrm = TypeOrmModule.forRoot({
    type: 'postgres',
    url: database.url,
    autoLoadEntities: true,
    retryAttempts: 0,
    extra: { max: connections },
  });
  const imports = [typeOrm, DaybookModule.forRoot(options), Lending, Membership];
  const app = await Test.createTestingModule({ imports }).compile();
  apps.push(app);
  await app.init();
  return app.get(Desk, { strict: false });
}

async function owners(): Promise<ReadonlySet<string | undefined>> {
  const states = (await apps.at(-1)?.get(EventStore).subscriptions.status()) ?? [];
  return new Set(states.flatMap(({ segments }) => segments.map(({ owner }) => owner)));
}

describe('Read models of an application', () => {
  test('are kept up to date and read by their repositories, those of handlers too', async () => {
    const desk = await start();
    await desk.lend('1', 'alice');
    await desk.lend('2', 'alice');
    await desk.lend('3', 'bob');
    await desk.store.append('book-2', [Returned.of({})], { expected: 1 });
    await desk.daybook.whenIdle();
    expect(await desk.loans.find({ order: { bookId: 'ASC' } })).toEqual([
      Object.assign(new Loan(), { bookId: '1', reader: 'alice' }),
      Object.assign(new Loan(), { bookId: '3', reader: 'bob' }),
    ]);
    expect(await desk.readers.findOneByOrFail({ name: 'alice' })).toMatchObject({ books: 2 });
    expect(await desk.lines.countBy({ reader: 'alice' })).toBe(2);
    expect(await desk.loans.manager.query('SELECT "bookId" FROM loans ORDER BY 1')).toHaveLength(2);
  });

  test('are empty and can be asked before anything has happened, also where nothing is driven', async () => {
    const desk = await start({ run: 'none' });
    expect(await desk.loans.find()).toEqual([]);
    expect(await desk.store.subscriptions.status()).toEqual([]);
  });

  test('are the same in a process that drives nothing, and waits for nothing', async () => {
    const [web, worker] = [await start({ run: 'none' }), await start({ run: ['projections'] })];
    await web.lend('1', 'alice');
    await worker.daybook.whenIdle();
    expect(await web.loans.countBy({ reader: 'alice' })).toBe(1);
    expect(apps[0]?.get(SubscriptionLoops).drives).toBe(false);
  });

  test('are not written twice by two applications that share the work, and go on when one of them ends', async () => {
    // Longer than the test: who ends gives everything back.
    const subscriptions = { leaseMs: 60_000, heartbeatMs: 100 };
    const desks = [
      await start({ subscriptions: { ...subscriptions, name: 'one' } }),
      await start({ subscriptions: { ...subscriptions, name: 'two' } }),
    ] as const;
    const lend = (from: number, to: number) =>
      Promise.all(
        Array.from({ length: to - from }, (_, n) => desks[n % 2 === 0 ? 0 : 1].lend(`${from + n}`, `r-${n % 7}`)),
      );
    const books = async () => Number(await desks[1].readers.sum('books'));
    await lend(0, 200);
    while ((await owners()).size < 2) await desks[0].daybook.whenIdle();
    await lend(200, 400);
    await desks[1].daybook.whenIdle();
    expect([...(await owners())].sort()).toEqual(['one', 'two']);
    expect([await books(), await desks[1].loans.count(), await desks[1].lines.count()]).toEqual([400, 400, 400]);
    await apps[0]?.close();
    await Promise.all(Array.from({ length: 50 }, (_, n) => desks[1].lend(`late-${n}`, 'late')));
    await desks[1].daybook.whenIdle();
    expect([...(await owners())]).toEqual(['two']);
    expect([await books(), await desks[1].loans.count(), await desks[1].lines.count()]).toEqual([450, 450, 450]);
  });

  test('are kept up to date over a pool of one connection', async () => {
    const desk = await start({}, 1);
    await Promise.all(Array.from({ length: 50 }, (_, n) => desk.lend(`${n}`, 'alice')));
    await desk.daybook.whenIdle();
    expect(await desk.loans.count()).toBe(50);
  });

  test('go on where they were after a restart', async () => {
    const first = await start();
    await first.lend('1', 'alice');
    await first.daybook.whenIdle();
    await apps.pop()?.close();
    const second = await start();
    await second.lend('2', 'alice');
    await second.daybook.whenIdle();
    expect(await second.readers.findOneByOrFail({ name: 'alice' })).toMatchObject({ books: 2 });
  });

  test('leave out an event that fails, which is said once with what to do; the others flow', async () => {
    const said: string[] = [];
    jest.spyOn(Logger.prototype, 'error').mockImplementation((text) => void said.push(String(text)));
    jest.spyOn(Logger.prototype, 'warn').mockImplementation((text) => void said.push(String(text)));
    const desk = await start();
    for (const reader of ['alice', 'nobody', 'bob']) await desk.lend(reader, reader);
    await desk.lend('nobody', 'alice');
    await desk.daybook.whenIdle();
    const read = await desk.lines.find({ order: { position: 'ASC' } });
    expect(read.map(({ reader }) => reader)).toEqual(['alice', 'bob']);
    expect(await desk.loans.count()).toBe(3);
    // Its alarm comes when it comes.
    expect(said.filter((line) => !line.startsWith('Alarm '))).toEqual([
      expect.stringMatching(/"lines@1\.1" failed at applying events.*Nobody reads/),
      expect.stringMatching(/"lines@1\.1" has parked "book\.lent".*book-nobody.*Nobody reads.*retry/),
    ]);
  });
});

describe('The start is stopped', () => {
  test('where the tables are to be made by an operator and are not there', async () => {
    await expect(start({ migrations: 'check' })).rejects.toMatchObject({ code: 'generation-tables-missing' });
  });

  test('by a class of rows that the DataSource does not know, which is named', async () => {
    const typeOrm = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, retryAttempts: 0 });
    const app = await Test.createTestingModule({
      imports: [typeOrm, DaybookModule.forRoot()],
      providers: [Loans],
    }).compile();
    await expect(app.init()).rejects.toMatchObject({
      code: 'entity-unsuitable',
      message: expect.stringContaining('Loan'),
    });
    await app.get(DataSource).destroy();
  });
});
