import 'reflect-metadata';
import { DomainEvent, EventType } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type DynamicModule, Logger, type ModuleMetadata } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getDataSourceToken, getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { Column, DataSource, Entity, PrimaryColumn, type Repository } from 'typeorm';
import { UnitOfWork } from '../commands/unit-of-work.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookBinding, DaybookOptions } from './daybook-options.js';

@EventType('lamp.lit')
class LampLit extends DomainEvent<'lamp.lit'> {}

@Entity('rooms')
class Room {
  @PrimaryColumn('text') id!: string;
}

@Entity('entries')
class Entry {
  @PrimaryColumn('text') id!: string;
  @Column('text') text!: string;
}

const untouched = (): Promise<void> => Promise.resolve();
let main: TestDatabase;
let ledger: TestDatabase;
let app: TestingModule;

beforeAll(() => {
  jest.spyOn(Logger.prototype, 'log').mockImplementation(() => undefined);
  // What a stopped start was still connecting.
  jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});
// The application's own database has never seen Daybook: what goes there by mistake fails.
beforeEach(async () => {
  [main, ledger] = await Promise.all([createTestDatabase({ migrate: untouched }), createTestDatabase()]);
});
afterEach(async () => {
  await Promise.all([main.drop(), ledger.drop()]);
});

function typeOrm(name: string, url: string, entities: (typeof Room | typeof Entry)[]): DynamicModule {
  return TypeOrmModule.forRoot({ type: 'postgres', name, url, entities, synchronize: true, retryAttempts: 0 });
}

async function start(daybook: DynamicModule, more: ModuleMetadata['imports'] = []): Promise<EventStore> {
  const imports = [
    typeOrm('default', main.url, [Room]),
    typeOrm('ledger', ledger.url, [Entry]),
    TypeOrmModule.forFeature([Room]),
    TypeOrmModule.forFeature([Entry], 'ledger'),
    DaybookModule.forFeature({ events: [LampLit] }),
  ];
  app = await Test.createTestingModule({ imports: [...imports, daybook, ...more] }).compile();
  await app.init();
  return app.get(EventStore);
}

const light = (store: EventStore, id: string) => store.append(`lamp-${id}`, [LampLit.of()], { expected: 'noStream' });

async function schemasIn(database: TestDatabase): Promise<unknown[]> {
  const dataSource = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  const rows: { nspname: string }[] = await dataSource.query(
    `SELECT nspname FROM pg_namespace WHERE nspname = 'daybook'`,
  );
  await dataSource.destroy();
  return rows.map(({ nspname }) => nspname);
}

const misplaced = { dataSource: 'ledger' } as DaybookOptions;

describe('A store that is bound to a DataSource by its name', () => {
  afterEach(() => app.close());

  test.each([
    ['forRoot', DaybookModule.forRoot({ dataSource: 'ledger' })],
    ['forRootAsync', DaybookModule.forRootAsync({ dataSource: 'ledger', useFactory: () => ({ migrations: 'check' }) })],
  ])('by %s keeps everything there, beside the entities of each', async (_how, daybook) => {
    const store = await start(daybook);
    await light(store, 'l-1');
    await app.get<Repository<Room>>(getRepositoryToken(Room)).save({ id: 'kitchen' });
    await app.get<Repository<Entry>>(getRepositoryToken(Entry, 'ledger')).save({ id: 'e-1', text: 'lit' });
    expect(await store.head()).toBe(1);
    expect(await schemasIn(main)).toEqual([]);
  });

  test('takes the transactions of that one, and refuses those of another', async () => {
    const store = await start(DaybookModule.forRoot({ dataSource: 'ledger' }));
    const own = app.get<DataSource>(getDataSourceToken('ledger'));
    const event = [LampLit.of()];
    await own.transaction(async (manager) => {
      await manager.save(Entry, { id: 'e-1', text: 'lit' });
      await store.append('lamp-l-1', event, { expected: 'noStream', manager });
    });
    const crossed = app
      .get<DataSource>(getDataSourceToken())
      .transaction((manager) => store.append('lamp-l-2', event, { expected: 'noStream', manager }));
    await expect(crossed).rejects.toThrow(/belongs to another DataSource/);
    expect(await store.head()).toBe(1);
  });

  test('gets its units of work there', async () => {
    const store = await start(DaybookModule.forRoot({ dataSource: 'ledger' }));
    await app.get(UnitOfWork).run(async (manager) => {
      expect(manager.dataSource).toBe(app.get(getDataSourceToken('ledger')));
      await manager.save(Entry, { id: 'e-1', text: 'lit' });
      await light(store, 'l-1');
    });
    expect(await app.get<Repository<Entry>>(getRepositoryToken(Entry, 'ledger')).count()).toBe(1);
    expect(await store.head()).toBe(1);
  });
});

test('By the default, the store is where the application’s own entities are', async () => {
  const store = await start(DaybookModule.forRoot({}));
  await light(store, 'l-1');
  expect(await schemasIn(main)).toEqual(['daybook']);
  await app.close();
});

describe('The start is stopped', () => {
  const cases: [string, () => DynamicModule, object][] = [
    [
      'where the name is unknown, with those that are known',
      () => DaybookModule.forRoot({ dataSource: 'ledgr' }),
      {
        code: 'data-source-missing',
        dataSource: 'ledgr',
        known: ['default', 'ledger'],
        message: expect.stringContaining('none named "ledgr", but "default", "ledger"'),
      },
    ],
    [
      'where the name is unknown to forRootAsync',
      () => DaybookModule.forRootAsync({ dataSource: 'ledgr', useFactory: () => ({}) }),
      { code: 'data-source-missing', known: ['default', 'ledger'] },
    ],
    [
      'where a factory names it, when it is too late',
      () => DaybookModule.forRootAsync({ useFactory: (): DaybookOptions & DaybookBinding => misplaced }),
      { code: 'option-misplaced', message: expect.stringContaining('forRootAsync({ dataSource: "ledger", useFactory') },
    ],
  ];

  test.each(cases)('%s', async (_mistake, daybook, error) => {
    await expect(start(daybook())).rejects.toMatchObject(error);
    expect(await schemasIn(main)).toEqual([]);
  });

  test('where it is not initialized when the store is opened', async () => {
    const later = { type: 'postgres', name: 'later', url: ledger.url, manualInitialization: true } as const;
    await expect(
      start(DaybookModule.forRoot({ dataSource: 'later' }), [TypeOrmModule.forRoot(later)]),
    ).rejects.toMatchObject({
      code: 'data-source-not-initialized',
      message: expect.stringContaining('"later" is not initialized. Leave out manualInitialization'),
    });
  });

  test('where it is of another database than PostgreSQL', async () => {
    const archive = new DataSource({ type: 'postgres', url: main.url });
    Object.assign(archive, { options: { ...archive.options, type: 'mysql' } });
    const module = {
      module: class ArchiveModule {},
      global: true,
      providers: [{ provide: getDataSourceToken('archive'), useValue: archive }],
      exports: [getDataSourceToken('archive')],
    };
    await expect(start(DaybookModule.forRoot({ dataSource: 'archive' }), [module])).rejects.toMatchObject({
      code: 'data-source-unsuitable',
      message: expect.stringContaining('"archive" is of type "mysql"'),
    });
  });
});
