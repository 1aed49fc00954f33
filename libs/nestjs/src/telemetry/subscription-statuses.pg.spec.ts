import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Injectable, Logger } from '@nestjs/common';
import { DomainEvent, EventType, On } from '@daybook/domain';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as sleep } from 'node:timers/promises';
import { DaybookModule } from '../module/daybook.module.js';
import type { DaybookOptions } from '../module/daybook-options.js';
import { Daybook } from '../module/daybook.js';
import { Reaction } from '../reactions/reaction.decorator.js';
import type { Alarm } from './alarm.js';
import { DaybookAlarms } from './daybook-alarms.js';
import { DaybookHealth } from './daybook-health.js';
import { SubscriptionHealth } from './subscription-health.js';
import { SubscriptionStatuses } from './subscription-statuses.js';

@EventType('bell.rung')
class Rung extends DomainEvent<'bell.rung'> {}

let open: Promise<void> = Promise.resolve();
let fails = false;

/** Hears a bell when it is let. */
@Injectable()
@Reaction('listener', { from: 'beginning', maxLag: 300, retry: { attempts: 2, firstMs: 1 } })
class Listener {
  @On(Rung) async rung(): Promise<void> {
    await open;
    if (fails) throw new Error('Deaf');
  }
}

let database: TestDatabase;
const apps: TestingModule[] = [];
const told: string[] = [];

beforeEach(async () => {
  for (const level of ['log', 'error', 'warn'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  }
  [open, fails] = [Promise.resolve(), false];
  told.length = 0;
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

async function start(options: DaybookOptions = {}): Promise<TestingModule> {
  const typeOrm = TypeOrmModule.forRoot({ type: 'postgres', url: database.url, retryAttempts: 0 });
  const app = await Test.createTestingModule({
    imports: [typeOrm, DaybookModule.forRoot(options)],
    providers: [Listener],
  }).compile();
  apps.push(app);
  app.get(DaybookAlarms).listen(({ id, state }: Alarm) => void told.push(`${id} ${state}`));
  return app.init();
}

function ring(bell = 'bell-1'): Promise<unknown> {
  return (apps[0] as TestingModule).get(EventStore).append(bell, [Rung.of()], { expected: 'any' });
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`Waited in vain until ${what}; told: ${told.join(', ')}`);
    await sleep(20);
  }
}

describe('Of a reaction in two processes', () => {
  test('a lag that is longer than agreed is one alarm in all, and one more when it is over', async () => {
    const [one, other] = [await start(), await start()];
    let letGo: () => void = () => undefined;
    open = new Promise((resolve) => (letGo = resolve));
    await ring();
    await until('it is told', () => told.length > 0);
    expect(await one.get(SubscriptionHealth).check()).toMatchObject({
      status: 'degraded',
      degradations: [{ code: 'lagging', subject: 'listener' }],
    });
    // Whether requests are sent here does not depend on it.
    expect((await one.get(DaybookHealth).ready()).status).toBe('up');
    const [report] = await other.get(SubscriptionStatuses).of('listener');
    expect(report).toMatchObject({
      name: 'listener',
      kind: 'reaction',
      lagEvents: 1,
      maxLag: 300,
      position: 0,
      head: 1,
    });
    await sleep(800);
    expect(told).toEqual(['lagging:listener raised']);
    letGo();
    await until('it is over', () => told.length > 1);
    await sleep(400);
    expect(told).toEqual(['lagging:listener raised', 'lagging:listener over']);
  });

  test('parked events are told at once, and when they are gone; the words say how it is', async () => {
    const [one, other] = [await start(), await start()];
    const wordsOf = async () =>
      Promise.all([one, other].map(async (app) => (await app.get(SubscriptionStatuses).of('listener'))[0]?.word));
    await ring();
    await one.get(Daybook).whenIdle();
    expect(await wordsOf()).toEqual(['live', 'live']);
    fails = true;
    await ring();
    await until('it is told', () => told.includes('parked:listener raised'));
    expect(await wordsOf()).toEqual(['parked', 'parked']);
    fails = false;
    await one.get(EventStore).subscriptions.retry('listener');
    await until('it is over', () => told.includes('parked:listener over'));
    expect(await wordsOf()).toEqual(['live', 'live']);
    expect(told.filter((alarm) => alarm.startsWith('parked'))).toHaveLength(2);
    await one.get(EventStore).subscriptions.pause('listener', 'by hand');
    await until('it is paused', async () => (await wordsOf()).join() === 'paused,paused');
  });
});

test('A reaction that nobody has started is new, and nobody is asked for more', async () => {
  const app = await start({ run: 'none' });
  const { subscriptions, heldFloors } = await app.get(SubscriptionStatuses).all();
  expect(subscriptions).toMatchObject([{ name: 'listener', kind: 'reaction', word: 'new', owners: [], maxLag: 300 }]);
  expect(heldFloors).toEqual([]);
  expect(await app.get(SubscriptionHealth).check()).toEqual({ status: 'up', degradations: [] });
  expect(await app.get(SubscriptionStatuses).of('nobody')).toEqual([]);
});
