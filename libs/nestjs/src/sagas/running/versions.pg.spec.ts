import 'reflect-metadata';
import { On } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { SagaInstance } from '../saga-instance.js';
import type { SagaClass } from '../saga-options.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { eventually } from './example/eventually.js';
import { CreditPurse, PurseCredited } from './example/purses.js';
import { sagaApplication, type SagaApplication } from './example/saga-application.js';
import { TransferAsked, TransferHurried } from './example/transfers.js';

/** Pays one for each time that it is hurried. */
@Saga('paying', { version: 1, retry: { attempts: 2, firstMs: 5 } })
class PayingOnes extends SagaInstance<{ times: number }> {
  @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked(): void {
    this.state.times = 0;
  }
  @On(TransferHurried, (_event, meta) => meta.aggregateId) hurried(): void {
    this.state.times++;
    this.send(new CreditPurse('a', 1, `${this.key}-${this.state.times}`));
  }
}

/** Pays hundreds. */
class PayingHundreds extends SagaInstance<{ count: number }> {
  @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked(): void {
    this.state.count = 0;
  }
  @On(TransferHurried, (_event, meta) => meta.aggregateId) hurried(): void {
    this.state.count++;
    this.send(new CreditPurse('a', 100, `${this.key}-${this.state.count}`));
  }
}

@Saga('paying', { version: 2, retry: { attempts: 2, firstMs: 5 } })
class BesideTheOld extends PayingHundreds {}

@Saga('paying', {
  version: 2,
  migrate: { 1: ({ times }: { times: number }) => ({ count: times }) },
  retry: { attempts: 2, firstMs: 5 },
})
class InsteadOfTheOld extends PayingHundreds {}

let database: TestDatabase;
const running: SagaApplication[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
  await database.drop();
});

async function start(...sagas: readonly SagaClass[]): Promise<SagaApplication> {
  for (const app of running.splice(0)) await app.close();
  const app = await sagaApplication(sagas, database.applicationUrl);
  running.push(app);
  return app;
}

/** An instance of the first version, which has paid once. */
async function begun(): Promise<void> {
  const app = await start(PayingOnes);
  await app.purses.create('a', (purse) => purse.fill(0));
  await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'a', 1));
  await app.transfers.update('t-1', (transfer) => transfer.hurry());
  await app.idle();
  expect(await app.amountOf('a')).toBe(1);
}

test('an instance goes on by the class of the version with which it began, and new ones by the latest', async () => {
  await begun();
  const app = await start(PayingOnes, BesideTheOld);
  await app.transfers.update('t-1', (transfer) => transfer.hurry());
  await app.transfers.create('t-2', (transfer) => transfer.ask('a', 'a', 1));
  await app.transfers.update('t-2', (transfer) => transfer.hurry());
  await app.idle();
  expect(await app.amountOf('a')).toBe(1 + 1 + 100);
  expect((await app.show('t-1', 'paying'))?.record).toMatchObject({ version: 1, state: { times: 2 } });
  expect((await app.show('t-2', 'paying'))?.record).toMatchObject({ version: 2, state: { count: 1 } });
});

test('or is taken over when it is next touched, by what the latest declares', async () => {
  await begun();
  const app = await start(InsteadOfTheOld);
  expect((await app.show('t-1', 'paying'))?.record.version).toBe(1);
  await app.transfers.update('t-1', (transfer) => transfer.hurry());
  await app.idle();
  expect(await app.amountOf('a')).toBe(101);
  expect((await app.show('t-1', 'paying'))?.record).toMatchObject({ version: 2, state: { count: 2 } });
});

test('where nothing knows its version its events wait, its steps are left alone, and both go on when it is known', async () => {
  await begun();
  const first = await start(PayingOnes);
  let isAway = true;
  first.till.before = () => {
    if (isAway) throw new Error('away');
  };
  await first.transfers.update('t-1', (transfer) => transfer.hurry());
  await eventually(() => expect(first.till.came.length).toBeGreaterThan(0));
  await first.close();
  running.splice(0);
  isAway = false;
  const app = await start(BesideTheOld);
  await app.sagas.change({ saga: 'paying', key: 't-1' }, async (held) => ({
    change: held && {
      ...{ record: { ...held.record, failure: undefined, stuckAt: undefined }, steps: [], deadlines: [], over: [] },
      moved: held.open.map(({ number }) => ({ number, status: 'due' as const })),
    },
    result: undefined,
  }));
  await app.transfers.update('t-1', (transfer) => transfer.hurry());
  await app.transfers.create('t-2', (transfer) => transfer.ask('a', 'a', 1));
  await app.transfers.update('t-2', (transfer) => transfer.hurry());
  await app.idle();
  await pause(600);
  expect(await app.amountOf('a')).toBe(101);
  expect(await app.store.subscriptions.parked('saga:paying')).toMatchObject([
    { key: 't-1', type: 'transfer.hurried', failure: expect.stringMatching(/^SagaVersionUnknown/) },
  ]);
  const both = await start(PayingOnes, BesideTheOld);
  await both.store.subscriptions.retry('saga:paying');
  await eventually(async () => expect(await both.amountOf('a')).toBe(103));
  expect((await both.show('t-1', 'paying'))?.record).toMatchObject({ version: 1, state: { times: 3 } });
});

test('a fact is for the instance that was begun by another one of the same batch', async () => {
  const app = await sagaApplication([PayingOnes], database.applicationUrl, { run: 'none' });
  await app.purses.create('a', (purse) => purse.fill(0));
  await app.close();
  @Saga('paying', { from: 'beginning', retry: { attempts: 2, firstMs: 5 } })
  class Early extends PayingOnes {}
  const other = await sagaApplication([Early], database.applicationUrl, {
    before: async ({ transfers }) => {
      await transfers.create('t-1', (transfer) => {
        transfer.ask('a', 'a', 1);
        for (let n = 0; n < 5; n++) transfer.hurry();
      });
    },
  });
  running.push(other);
  await other.idle();
  const shown = await other.show('t-1', 'paying');
  expect(shown?.record).toMatchObject({ state: { times: 5 } });
  // Each fact has made what was wanted before out of date.
  expect(shown?.steps.map(({ status }) => status)).toEqual([
    'cancelled',
    'cancelled',
    'cancelled',
    'cancelled',
    'done',
  ]);
});

test('instances hear of their conversation where no key is said', async () => {
  @Saga('listening', { retry: { attempts: 2, firstMs: 5 } })
  class Listening extends SagaInstance<{ credits: number }> {
    @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked(): void {
      this.state.credits = 0;
      this.send(new CreditPurse('a', 1, 'whatever'));
    }
    @On(PurseCredited) credited(): void {
      this.state.credits++;
    }
  }
  const app = await start(Listening);
  await app.purses.create('a', (purse) => purse.fill(0));
  await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'a', 1));
  await app.transfers.create('t-2', (transfer) => transfer.ask('a', 'a', 1));
  await app.purses.update('a', (purse) => purse.credit(1, 'somebody else'));
  await app.idle();
  for (const key of ['t-1', 't-2']) expect((await app.show(key, 'listening'))?.record.state).toEqual({ credits: 1 });
});
