import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { AppModule } from '../app.module.js';
import { DeliverParcel } from './deliver-parcel.js';
import { PostParcel } from './post-parcel.js';

let database: TestDatabase;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await createTestDatabase();
  const module = await Test.createTestingModule({ imports: [AppModule.on(database.url)] }).compile();
  app = await module.init();
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.drop();
});

test('a parcel goes from the counter to its recipient', async () => {
  const commands = app.get(CommandBus);
  await commands.execute(new PostParcel('p-9', 'Ada', 100));
  expect(await commands.execute(new DeliverParcel('p-9'))).toMatchObject({ version: 2 });
  await expect(commands.execute(new DeliverParcel('p-9'))).rejects.toMatchObject({ code: 'parcel-must-be-on-its-way' });
});
