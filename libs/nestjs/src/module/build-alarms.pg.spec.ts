import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import type { Generation } from '../projections/read-model/generation.js';
import type { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { BuildCompletion } from '../projections/rebuilding/build-completion.js';
import { BuildTender, type BuildTenderParts } from '../projections/rebuilding/build-tender.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import { alarmsByNotices } from '../telemetry/example/wrong-builds/notices-alone.js';
import { SubscriptionHealth } from '../telemetry/subscription-health.js';
import { SubscriptionStatuses } from '../telemetry/subscription-statuses.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';
import { Loan, Loans, Reader, Readers } from './example/lending.js';

let database: TestDatabase;
const apps: TestingModule[] = [];
let told: string[];

beforeEach(async () => {
  told = [];
  for (const level of ['log', 'warn', 'error'] as const) jest.spyOn(Logger.prototype, level).mockReturnValue(undefined);
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

async function start(options: DaybookOptions = {}): Promise<TestingModule> {
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, autoLoadEntities: true, retryAttempts: 0 }),
      TypeOrmModule.forFeature([Loan, Reader]),
      DaybookModule.forRoot({ subscriptions: { heartbeatMs: 100, leaseMs: 1_000 }, ...options }),
    ],
    providers: [Loans, Readers],
  }).compile();
  apps.push(app);
  app.get(DaybookAlarms).listen(({ id, state }) => void told.push(`${id} ${state}`));
  await app.init();
  return app;
}

async function until(matches: () => Promise<boolean> | boolean): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await matches())) {
    if (performance.now() > end) throw new Error(`It has not come. Told: ${told.join(', ')}`);
    await pause(25);
  }
}

/** A build that has failed on record, and whoever wrote that has died before he could tell. */
async function failUntold(app: TestingModule, built: Generation): Promise<void> {
  await app.get<PostgresReadModels>(ReadModels).tables.move(built, 'failed', '3 of 1000 compared keys differ');
}

/** What those tell who go by what they are told themselves. */
async function toldByNotices(app: TestingModule): Promise<readonly string[]> {
  const alarms = new DaybookAlarms({ now: () => new Date() }, () => undefined);
  const tender = new BuildTender({
    projections: app.get(ProjectionRegistry),
    runner: { consumers: [{ name: 'readers@1.2', segments: [{ segment: 0 }] }] },
    subscriptions: app.get(EventStore).subscriptions,
    completion: app.get(BuildCompletion),
    signal: new AbortController().signal,
    onNotice: alarmsByNotices(alarms),
    stalledMs: 60_000,
  } as unknown as BuildTenderParts);
  await tender.tend(await app.get(ProjectionOperations).list('readers'));
  await tender.ended();
  return alarms.standing.map(({ id }) => id);
}

test('that a build has failed is told by one of those who live, also if whoever wrote it down has died since, and when it is over', async () => {
  const web = await start({ run: 'none' });
  const operations = web.get(ProjectionOperations);
  const built = await operations.rebuild('readers');
  await failUntold(web, built);
  const workers = await Promise.all([start(), start()]);
  const [worker] = workers;
  await until(() => told.length > 0);
  // Each of the two looks every second; where one had not met the other yet, both may have told, and one leaves it again.
  await pause(1_500);
  const standing = (): readonly string[] =>
    workers.flatMap((app) => app.get(DaybookAlarms).standing.map(({ id }) => id));
  await until(() => standing().length === 1);
  expect(new Set(told)).toEqual(new Set(['rebuild-failed:readers@1.2 raised']));
  expect(await toldByNotices(worker)).toEqual([]);

  const failed = { code: 'rebuild-failed', subject: 'readers@1.2', message: expect.stringMatching(/3 of 1000/) };
  expect((await web.get(SubscriptionHealth).check()).degradations).toEqual([failed]);
  const [live, ended] = await worker.get(SubscriptionStatuses).of('readers');
  expect([live?.word, ended?.word, ended?.lastError]).toEqual(['live', 'failed', '3 of 1000 compared keys differ']);

  await operations.drop(built);
  await until(() => standing().length === 0);
  expect(told.filter((one) => one.endsWith('over'))).toEqual(['rebuild-failed:readers@1.2 over']);
});
