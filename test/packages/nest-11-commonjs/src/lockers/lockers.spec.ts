import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import type { INestApplication } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { DataSource } from 'typeorm';
import { AppModule } from '../app.module';
import { RentLocker } from './rent-locker';

let database: TestDatabase;
let app: INestApplication;

beforeAll(async () => {
  database = await createTestDatabase();
  const module = await Test.createTestingModule({ imports: [AppModule.on(database.url)] }).compile();
  app = module.createNestApplication();
  await app.init();
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('a rental is kept in the database', async () => {
  await app.get(CommandBus).execute(new RentLocker('l-9', 'Ada', 'large'));
  const rows = await app.get(DataSource).query('SELECT count(*)::int AS events FROM lockers.events');
  expect(rows).toEqual([{ events: 1 }]);
});
