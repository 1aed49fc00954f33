import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Daybook } from '../../module/daybook.js';
import type { DaybookOptions } from '../../module/daybook-options.js';
import { DaybookModule } from '../../module/daybook.module.js';
import { Lent } from '../../module/example/lending.js';
import { DaybookAlarms } from '../../telemetry/daybook-alarms.js';
import { HourlyLine, HourlyLines, NightlyLoan, NightlyLoans } from './example/shifts.js';
import { ScheduledRuns } from './scheduled-runs.js';

const lines = 'hourly-lines@1.1';
const hour = 3_600_000;
let database: TestDatabase;
let clock: ManualClock;
const apps: TestingModule[] = [];

beforeEach(async () => {
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  }
  clock = new ManualClock(new Date('2026-03-01T20:30:00Z'));
  database = await createTestDatabase();
});
afterEach(async () => {
  HourlyLines.before = () => undefined;
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

async function start(subscriptions: DaybookOptions['subscriptions'] = {}): Promise<TestingModule> {
  const imports = [
    TypeOrmModule.forRoot({
      ...{ type: 'postgres', url: database.url, retryAttempts: 0 },
      entities: [NightlyLoan, HourlyLine],
    }),
    DaybookModule.forRoot({ clock, subscriptions: { leaseMs: 600, heartbeatMs: 100, ...subscriptions } }),
  ];
  const app = await Test.createTestingModule({ imports, providers: [NightlyLoans, HourlyLines] }).compile();
  apps.push(app);
  return app.init();
}

async function lend(app: TestingModule, count: number, reader = 'alice'): Promise<void> {
  const events = Array.from({ length: count }, () => Lent.of({ reader }));
  await app.get(EventStore).append(`book-${reader}`, events, { expected: 'any' });
}
async function idle(...those: readonly TestingModule[]): Promise<void> {
  for (const app of those) await app.get(Daybook).whenIdle();
}
function linesIn(app: TestingModule): Promise<number> {
  return app.get(DataSource).getRepository(HourlyLine).count();
}
async function runOf(app: TestingModule, name: string) {
  const [run] = await app.get(ScheduledRuns).list(name);
  return run;
}

describe('A scheduled projection on PostgreSQL', () => {
  test('is run once at its time, whichever of two processes is first', async () => {
    const both = [await start({ name: 'one' }), await start({ name: 'two' })] as const;
    const begun = both.map((app) => jest.spyOn(app.get(ScheduledRuns), 'begin'));
    await lend(both[0], 25);
    for (let n = 0; n < 3; n++) {
      clock.advance(hour);
      await Promise.all(both.map((app) => idle(app)));
    }
    expect(await linesIn(both[1])).toBe(25);
    const results = await Promise.all(begun.flatMap(({ mock }) => mock.results.map(({ value }) => value)));
    expect(results.filter((run) => run !== undefined)).toHaveLength(3);
    expect(await runOf(both[0], lines)).toMatchObject({ dueAt: new Date('2026-03-01T23:00:00Z'), events: 0, upTo: 25 });
    clock.set(new Date('2026-03-02T03:00:00Z'));
    await idle(...both);
    expect(await both[1].get(DataSource).getRepository(NightlyLoan).findOneBy({ reader: 'alice' })).toMatchObject({
      books: 25,
    });
    expect(await runOf(both[0], 'nightly-loans@1.1')).toMatchObject({ events: 25, error: null });
  });

  test('goes no further than the log went when its run began, however much comes meanwhile', async () => {
    const app = await start();
    await lend(app, 15);
    let more = 3;
    HourlyLines.before = async () => {
      if (more-- > 0) await lend(app, 10, 'meanwhile');
    };
    clock.advance(hour);
    await idle(app);
    expect([await linesIn(app), (await runOf(app, lines))?.events]).toEqual([15, 15]);
    clock.advance(hour);
    await idle(app);
    expect(await linesIn(app)).toBe(45);
  });

  test('is gone on with by another process where one has died in the middle of a run', async () => {
    const [dying, other] = [await start({ name: 'dying' }), await start({ name: 'other' })];
    await lend(dying, 40);
    let letGo = (): void => undefined;
    const gone = new Promise<void>((resolve) => (letGo = resolve));
    let written = 0;
    const stands = new Promise<void>((resolve) => {
      HourlyLines.before = async () => {
        // The first of a batch: it has locked no row yet.
        if (++written !== 21) return;
        resolve();
        await gone;
      };
    });
    const beat = jest.spyOn(dying.get(EventStore).subscriptions, 'beat');
    const step = jest.spyOn(other.get(ScheduledRuns), 'begin').mockResolvedValue(undefined);
    clock.advance(hour);
    await stands;
    const before = await runOf(other, lines);
    expect(await linesIn(other)).toBe(20);
    beat.mockRejectedValue(new Error('It is dead'));
    await other.get(Daybook).whenIdle();
    step.mockRestore();
    const after = await runOf(other, lines);
    expect(await linesIn(other)).toBe(40);
    expect(after).toMatchObject({ dueAt: before?.dueAt, startedAt: before?.startedAt, events: 40, error: null });
    expect(after?.owner).not.toBe(before?.owner);
    letGo();
    beat.mockRestore();
    await apps.shift()?.close();
    expect(await linesIn(other)).toBe(40);
  });

  test('is gone on with at the next start where all have ended in the middle of a run', async () => {
    const first = await start();
    await lend(first, 40);
    HourlyLines.before = () => new Promise((resolve) => setTimeout(resolve, 20));
    clock.advance(hour);
    while ((await linesIn(first)) < 10) await new Promise((resolve) => setTimeout(resolve, 20));
    await apps.pop()?.close();
    HourlyLines.before = () => undefined;
    const second = await start();
    await idle(second);
    expect(await linesIn(second)).toBe(40);
    expect(await runOf(second, lines)).toMatchObject({ dueAt: new Date('2026-03-01T21:00:00Z'), events: 40 });
  });

  test('that stops at what it meets is on record as given up, raises an alarm, and is tried again at its next time', async () => {
    const app = await start();
    await lend(app, 1, 'alice');
    await lend(app, 1, 'bob');
    await lend(app, 1, 'carol');
    HourlyLines.before = () => {
      throw new Error('The disk is full');
    };
    clock.advance(hour);
    await idle(app);
    const raised = { id: `run-failed:${lines}`, state: 'raised' };
    expect(app.get(DaybookAlarms).standing).toContainEqual(expect.objectContaining(raised));
    expect(await runOf(app, lines)).toMatchObject({
      error: expect.stringMatching(/^It has stopped: more than 1 /),
    });
    HourlyLines.before = () => undefined;
    await app.get(EventStore).subscriptions.resume(lines);
    await idle(app);
    expect(await linesIn(app)).toBe(0);
    clock.advance(hour);
    await idle(app);
    expect(await runOf(app, lines)).toMatchObject({ error: null, position: 3 });
    expect(app.get(DaybookAlarms).standing.map(({ id }) => id)).not.toContain(raised.id);
    // One that failed was parked, which is no failure of the run.
    expect([await linesIn(app), (await app.get(EventStore).subscriptions.parked(lines)).length]).toEqual([2, 1]);
  });
});
