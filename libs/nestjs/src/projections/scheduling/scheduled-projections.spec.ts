import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Test, type TestingModule } from '@nestjs/testing';
import { Lent, Loans } from '../../module/example/lending.js';
import { Daybook } from '../../module/daybook.js';
import type { DaybookOptions } from '../../module/daybook-options.js';
import { DaybookModule } from '../../module/daybook.module.js';
import { DaybookAlarms } from '../../telemetry/daybook-alarms.js';
import { Projections } from '../asking/projections.js';
import { NightlyLoans } from './example/shifts.js';
import { ScheduledRuns } from './scheduled-runs.js';

const evening = new Date('2026-03-01T20:00:00Z');
const name = 'nightly-loans@1.1';
let clock: ManualClock;
let app: TestingModule;

async function start(options: DaybookOptions = {}): Promise<void> {
  clock = new ManualClock(evening);
  const imports = [DaybookModule.forRoot({ store: 'memory', clock, ...options })];
  app = await Test.createTestingModule({ imports, providers: [NightlyLoans, Loans] }).compile();
  await app.init();
}
afterEach(async () => {
  await app.close();
  jest.restoreAllMocks();
});

async function lend(...readers: readonly string[]): Promise<void> {
  const store = app.get(EventStore);
  for (const reader of readers) await store.append(`book-${reader}`, [Lent.of({ reader })], { expected: 'any' });
}
async function booksOf(reader: string): Promise<number | undefined> {
  return (await app.get(Projections).of(NightlyLoans).get(reader))?.books;
}
async function lastRun() {
  const [run] = await app.get(ScheduledRuns).list(name);
  return run;
}
const whenIdle = (): Promise<void> => app.get(Daybook).whenIdle();

describe('A scheduled projection', () => {
  test('waits for its time by the clock of the application, then comes to the end of that moment, and stops', async () => {
    await start();
    await lend('alice', 'bob', 'alice');
    await whenIdle();
    expect([await booksOf('alice'), (await lastRun())?.startedAt]).toEqual([undefined, null]);
    clock.set(new Date('2026-03-02T02:59:59.999Z'));
    await whenIdle();
    expect(await booksOf('alice')).toBeUndefined();
    clock.advance(1);
    await whenIdle();
    expect([await booksOf('alice'), await booksOf('bob')]).toEqual([2, 1]);
    await lend('alice');
    await whenIdle();
    expect(await booksOf('alice')).toBe(2);
    clock.advance(86_400_000);
    await whenIdle();
    expect(await booksOf('alice')).toBe(3);
  });

  test('leaves on record what has come of its last run', async () => {
    await start();
    await lend('alice', 'bob', 'alice');
    clock.set(new Date('2026-03-02T03:00:10Z'));
    await whenIdle();
    expect(await lastRun()).toEqual({
      subscription: name,
      dueAt: new Date('2026-03-02T03:00:00Z'),
      owner: expect.any(String),
      startedAt: new Date('2026-03-02T03:00:10Z'),
      upTo: 3,
      endedAt: new Date('2026-03-02T03:00:10Z'),
      position: 3,
      events: 3,
      error: null,
    });
  });

  test('makes one run for all the times that it has missed', async () => {
    await start();
    const begin = jest.spyOn(app.get(ScheduledRuns), 'begin');
    await lend('alice');
    clock.set(new Date('2026-04-01T12:00:00Z'));
    await whenIdle();
    expect(begin).toHaveBeenCalledTimes(1);
    expect(await lastRun()).toMatchObject({ dueAt: new Date('2026-04-01T03:00:00Z'), events: 1 });
  });

  test('is looked after without a question to the store while nothing is due', async () => {
    await start();
    await whenIdle();
    const runs = app.get(ScheduledRuns);
    const asked = [jest.spyOn(runs, 'list'), jest.spyOn(runs, 'know'), jest.spyOn(runs, 'begin')];
    for (let n = 0; n < 5; n++) await whenIdle();
    expect(asked.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0]);
  });

  test('is not run by a process that runs no projections', async () => {
    await start({ run: ['reactions'] });
    await lend('alice');
    clock.advance(86_400_000);
    await whenIdle();
    expect(await app.get(ScheduledRuns).list()).toEqual([]);
  });

  test('is given up while it is paused, with an alarm, and goes on at the next time', async () => {
    await start();
    const { subscriptions } = app.get(EventStore);
    await subscriptions.pause(name, 'a look at it');
    await lend('alice');
    clock.advance(86_400_000);
    // The other projection is idle.
    await whenIdle();
    expect(await lastRun()).toMatchObject({ position: 0, events: 0, error: 'It is paused: a look at it' });
    expect(app.get(DaybookAlarms).standing).toEqual([
      expect.objectContaining({ id: `run-failed:${name}`, message: expect.stringContaining('a look at it') }),
    ]);
    await subscriptions.resume(name);
    await whenIdle();
    expect(await booksOf('alice')).toBeUndefined();
    clock.advance(86_400_000);
    await whenIdle();
    expect(await booksOf('alice')).toBe(1);
    expect([(await lastRun())?.error, app.get(DaybookAlarms).standing]).toEqual([null, []]);
  });
});
