import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { DaybookModule, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DynamicModule, type INestApplicationContext, Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandHandler, CqrsModule, type ICommandHandler } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, answerOf } from './example/collected.js';
import { DeliverLetters, DismissCarrier, FindCarrier } from './example/deliveries.js';
import { LetterSent } from './example/letters.js';

/** Answers no call until it is open. */
const carriers = { isOpen: false, called: [] as string[], line: Promise.resolve() };

@CommandHandler(FindCarrier)
class FindCarrierHandler implements ICommandHandler<FindCarrier> {
  async execute({ letter }: FindCarrier): Promise<void> {
    carriers.called.push(letter);
    await carriers.line;
    if (!carriers.isOpen) throw new Error('No carrier answers');
  }
}

@CommandHandler(DismissCarrier)
class DismissCarrierHandler implements ICommandHandler<DismissCarrier> {
  async execute(): Promise<void> {
    // Nobody is dismissed here.
  }
}

let database: TestDatabase;
let worker: INestApplicationContext;

function office(sagas: readonly Type<object>[], name?: string): DynamicModule {
  const connection = TypeOrmModule.forRoot({ type: 'postgres', url: database.applicationUrl, retryAttempts: 0 });
  const subscriptions = name === undefined ? {} : { name, heartbeatMs: 100, leaseMs: 1_000 };
  return {
    module: class Office {},
    imports: [
      connection,
      CqrsModule.forRoot(),
      DaybookModule.forRoot({ subscriptions, migrations: 'check' }),
      DaybookModule.forFeature({ sagas, events: [LetterSent] }),
    ],
    providers: [FindCarrierHandler, DismissCarrierHandler],
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  worker = await NestFactory.createApplicationContext(office([DeliverLetters], 'sorter'), { logger: false });
});
afterAll(async () => {
  await worker.close();
  Logger.overrideLogger(false);
  await database.drop();
});

const daybook = (...args: readonly string[]): Promise<Answer> => answerOf(office([DeliverLetters]), args);
const because = ['--reason', 'seen to by phone', '--by', 'ann'];

async function send(key: string, subject = 'hello'): Promise<void> {
  await worker.get(EventStore).append(key, [LetterSent.of({ to: 'Ann', subject })], { expected: 0 });
}

interface Shown {
  readonly instance: { readonly status: string; readonly isStuck: boolean; readonly reason?: string } | null;
  readonly steps: readonly { readonly status: string; readonly failure?: string }[];
  readonly parked: readonly unknown[];
}

/** An instance as the command line shows it, when it is so. */
async function shown(key: string, isSo: (shown: Shown) => boolean): Promise<Shown> {
  const end = performance.now() + 15_000;
  for (;;) {
    const { out } = await daybook('sagas', 'show', 'deliver-letters', key, '--json');
    const view = out === '' ? undefined : (JSON.parse(out) as Shown);
    if (view !== undefined && isSo(view)) return view;
    if (performance.now() > end) throw new Error(`It is ${out}`);
    await pause(100);
  }
}

const isStuck = ({ instance }: Shown): boolean => instance?.isStuck === true;

test('from another process an operator finds what is stuck, and retries, skips and ends it', async () => {
  for (const key of ['letter-1', 'letter-2', 'letter-3']) await send(key);
  for (const key of ['letter-1', 'letter-2', 'letter-3']) await shown(key.slice(7), isStuck);
  const list = await daybook('sagas', 'list', '--stuck');
  expect(list).toMatchObject({ code: 1, err: '' });
  expect(list.out).toMatch(/^deliver-letters, live: 3 running \(3 stuck\)$/m);
  expect(list.out.match(/at step 1: .*No carrier answers/g)).toHaveLength(3);

  carriers.isOpen = true;
  expect(await daybook('sagas', 'retry', 'deliver-letters', '1')).toMatchObject({ code: 0 });
  expect((await shown('1', ({ steps }) => steps[0]?.status === 'done')).instance).toMatchObject({ status: 'running' });

  expect(await daybook('sagas', 'skip', 'deliver-letters', '2', ...because)).toMatchObject({ code: 0 });
  expect(await shown('2', () => true)).toMatchObject({
    instance: { isStuck: false },
    steps: [{ status: 'skipped', failure: 'seen to by phone (ann)' }, { status: 'declared' }],
  });
  expect(await daybook('sagas', 'skip', 'deliver-letters', '2', ...because)).toMatchObject({ code: 1 });

  expect(await daybook('sagas', 'end', 'deliver-letters', '3', ...because)).toMatchObject({ code: 0 });
  expect((await shown('3', () => true)).instance).toMatchObject({ status: 'ended', reason: 'seen to by phone (ann)' });
  expect(await daybook('sagas', 'end', 'deliver-letters', '3', ...because)).toMatchObject({ code: 1 });

  expect(await daybook('sagas', 'list', '--stuck')).toMatchObject({ code: 0, err: '' });
  expect(carriers.called.toSorted()).toEqual(['1', '1', '2', '3']);
});

test('he is told what is being sent while he ends an instance, and what came of it is on record', async () => {
  let answer = (): void => undefined;
  carriers.line = new Promise((resolve) => (answer = resolve));
  await send('letter-4');
  while (!carriers.called.includes('4')) await pause(20);
  const { out } = await daybook('sagas', 'show', 'deliver-letters', '4');
  expect(out).toMatch(/find-carrier +due, being sent by sorter/);
  const ended = await daybook('sagas', 'end', 'deliver-letters', '4', ...because);
  expect(ended).toMatchObject({ code: 0, out: expect.stringContaining('Being sent, and coming to its end: step 1\n') });
  answer();
  const view = await shown('4', ({ steps }) => steps[0]?.status !== 'due');
  expect(view).toMatchObject({ instance: { status: 'ended' }, steps: [{ status: 'done' }, { status: 'cancelled' }] });
});

test('what could not begin is shown where it waits, and begins when it is retried', async () => {
  await send('letter-5', 'illegible');
  await shown('5', ({ instance, parked }) => instance === null && parked.length === 1);
  expect(await daybook('sagas', 'list')).toMatchObject({
    code: 1,
    out: expect.stringContaining('events are parked of 1 keys: 5 (1)'),
  });
  DeliverLetters.isMended = true;
  expect(await daybook('sagas', 'retry', '--all')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^0 instances and 1 parked events are tried again/),
  });
  await shown('5', ({ instance, parked }) => instance?.status === 'running' && parked.length === 0);
  expect(await daybook('sagas', 'list')).toMatchObject({ code: 0 });
});

test('a release that does not have the saga any more can look at it, and end it', async () => {
  const other = (...args: readonly string[]): Promise<Answer> => answerOf(office([]), args);
  const { code, out } = await other('sagas', 'show', 'deliver-letters', '5');
  expect([code, out]).toEqual([0, expect.stringContaining('version 1, which this release does not know')]);
  expect((await other('sagas', 'list')).out).toMatch(/^deliver-letters, of another release, live: /m);
  expect(await other('sagas', 'end', 'deliver-letters', '5', ...because)).toMatchObject({ code: 0 });
});

@Saga('count-letters', { from: 'beginning' })
class CountLetters extends SagaInstance {
  @StartsOn(LetterSent, (_event, meta) => meta.aggregateId) sent(): void {
    // It is enough that it reads from the beginning.
  }
}

test('whoever looks for orphans with the next release begins nothing of its sagas, and finds none of them', async () => {
  const { sagas, subscriptions } = worker.get(EventStore);
  const reader = { segments: 1, from: 0 } as const;
  await subscriptions.register([
    { ...reader, name: 'saga:count-letters', kind: 'saga' },
    { ...reader, name: 'saga:burn-letters', kind: 'saga' },
  ]);
  const next = office([DeliverLetters, CountLetters]);
  const { code, out, err } = await answerOf(next, ['projections', 'orphans', '--json']);
  expect([code, err, JSON.parse(out)]).toEqual([1, '', [expect.objectContaining({ name: 'saga:burn-letters' })]]);
  // What it has on record first says from where on its effects count: that is to be the start of the release, and not a look.
  const counting = { saga: 'count-letters', subscription: 'saga:count-letters' };
  expect(await sagas.history.outset(counting, 4711)).toMatchObject({ effectsFrom: 4711, hasCaughtUp: false });
});
