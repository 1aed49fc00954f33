import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { afterAll, afterEach, beforeAll, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { getRepositoryToken, TypeOrmModule } from '@nestjs/typeorm';
import { DataSource, type Repository } from 'typeorm';
import type { DaybookOptions } from '../../module/daybook-options.js';
import { DaybookModule } from '../../module/daybook.module.js';
import { Lent, Loan, Loans } from '../../module/example/lending.js';
import { ServerWithStandby } from './example/standby.js';
import { ReadYourWrites } from './read-your-writes.js';

let servers: ServerWithStandby;
let standby: DataSource;
let app: TestingModule | undefined;

beforeAll(async () => {
  for (const level of ['log', 'warn'] as const) jest.spyOn(Logger.prototype, level).mockReturnValue(undefined);
  servers = await ServerWithStandby.start();
  standby = await new DataSource({ type: 'postgres', url: servers.standby.url() }).initialize();
});
afterEach(async () => {
  await app?.close();
});
afterAll(async () => {
  await standby.destroy();
  await servers.stop();
  jest.restoreAllMocks();
});

async function start(options: DaybookOptions = {}, defaultMode: 'master' | 'slave' = 'slave') {
  const [master, slave] = [{ url: servers.primary.url() }, { url: servers.standby.url() }];
  const replication = { defaultMode, master, slaves: [slave] };
  app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', replication, autoLoadEntities: true, retryAttempts: 0 }),
      TypeOrmModule.forFeature([Loan]),
      DaybookModule.forRoot(options),
    ],
    providers: [Loans],
  }).compile();
  await app.init();
  const loans = app.get<Repository<Loan>>(getRepositoryToken(Loan));
  const [store, waits] = [app.get(EventStore), app.get(ReadYourWrites)];
  return {
    waits,
    readerOf: async (book: string) => (await loans.findOneBy({ bookId: book }))?.reader,
    lend: async (book: string, reader: string) =>
      (await store.append(`book-${book}`, [Lent.of({ reader })], { expected: 'any' })).position,
  };
}

test('whoever waits where TypeORM reads replicas is kept until the replica has it, and one who looks at the primary is not', async () => {
  const { waits, lend, readerOf } = await start();
  await waits.waitFor(Loans, await lend('1', 'Ann'));
  expect(await readerOf('1')).toBe('Ann');
  await standby.query('SELECT pg_wal_replay_pause()');
  const position = await lend('1', 'Bea');
  await expect(waits.waitFor(Loans, position, { timeoutMs: 700 })).rejects.toMatchObject({ code: 'projection-behind' });
  expect(await readerOf('1')).toBe('Ann');
  const waiting = waits.waitFor(Loans, position, { timeoutMs: 20_000 });
  await standby.query('SELECT pg_wal_replay_resume()');
  await waiting;
  expect(await readerOf('1')).toBe('Bea');
});

test('the wrong setting is seen: the primary has it, the replica not', async () => {
  const { waits, lend, readerOf } = await start({ waiting: { readsFrom: 'primary' } });
  await standby.query('SELECT pg_wal_replay_pause()');
  await waits.waitFor(Loans, await lend('2', 'Ann'));
  expect(await readerOf('2')).toBeUndefined();
  await standby.query('SELECT pg_wal_replay_resume()');
});

test('whoever has TypeORM read the primary waits for the primary', async () => {
  const { waits, lend, readerOf } = await start({}, 'master');
  await standby.query('SELECT pg_wal_replay_pause()');
  await waits.waitFor(Loans, await lend('3', 'Ann'));
  expect(await readerOf('3')).toBe('Ann');
  await standby.query('SELECT pg_wal_replay_resume()');
});
