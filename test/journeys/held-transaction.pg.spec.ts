import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { noValidation } from '@daybook/event-store';
import {
  type AggregateRepository,
  DaybookModule,
  type DaybookOptions,
  getAggregateRepositoryToken,
  UnitOfWork,
} from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { type INestApplicationContext, Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Vault } from '../faults/load/vault.js';

let database: TestDatabase;
let app: INestApplicationContext | undefined;
const warnings = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
const told = () =>
  warnings.mock.calls.map(([message]) => String(message)).filter((text) => text.includes('still open'));

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => {
  warnings.mockClear();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
});
afterAll(async () => {
  warnings.mockRestore();
  await database.drop();
});

async function holdFor(ms: number, options: DaybookOptions): Promise<void> {
  const url = database.applicationUrl;
  app = await NestFactory.createApplicationContext(
    {
      module: class Vaults {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url, retryAttempts: 0, applicationName: 'harbour' }),
        DaybookModule.forRoot({ migrations: 'ignore', validation: noValidation, ...options }),
        DaybookModule.forFeature({ aggregates: [Vault] }),
      ],
    },
    { logger: false, abortOnError: false },
  );
  const vaults = app.get<AggregateRepository<Vault>>(getAggregateRepositoryToken(Vault));
  await app.get(UnitOfWork).run(async () => {
    await vaults.create(`v-${ms}-${String(options.heldAppendWarningMs)}`, (vault) => vault.open(100));
    await sleep(ms);
  });
}

test('An application is told which of its transactions holds readers up, and where to look for it', async () => {
  await holdFor(300, { heldAppendWarningMs: 100 });
  expect(told()).toEqual([
    expect.stringMatching(
      /^A transaction has appended to vault-v-300-100 and is still open after \d+ ms \(process \d+, application "harbour", called at test\/journeys\/held-transaction\.pg\.spec\.ts:\d+:\d+\)/,
    ),
  ]);
});

test('It is told after a second, unless it says otherwise', async () => {
  await holdFor(700, {});
  expect(told()).toEqual([]);
  await app?.close();
  await holdFor(1_300, {});
  expect(told()).toHaveLength(1);
});

test('It is told nothing if it does not want to be', async () => {
  await holdFor(1_300, { heldAppendWarningMs: false });
  expect(told()).toEqual([]);
});
